"""Where a client finds its settings, and that secrets stay where they belong."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import symbl
from symbl import AsyncSymbl, ConfigurationError, Symbl

from .driving import PAYLOAD, both, drive
from .script import RESET, Answer, ScriptedServer, token

FILE = "[credentials]\napp_id = {0}\napp_secret = {0}-secret\n"


@pytest.fixture
def server(no_pauses: None) -> Iterator[ScriptedServer]:
    """A server that gives every application a token of its own name."""
    with ScriptedServer() as server:
        server.script("/token:generate", lambda request: token("token-of-" + request.json["appId"]))
        yield server.script("/messages", Answer(200, {"messages": []}))


def read(client: Any, **arguments: Any) -> Any:
    return client.conversations.get_messages("1", **arguments)


def used(server: ScriptedServer) -> list[str]:
    """The tokens that the reads came with."""
    return [call.headers["authorization"].removeprefix("Bearer ") for call in server.calls]


# ---------------------------------------------------------------------------------------------------- look-up


def test_the_order(server: ScriptedServer, home: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(**arguments: Any) -> str:
        with Symbl(base_url=server.base_url, **arguments) as client:
            read(client)
        return used(server)[-1]

    with pytest.raises(ConfigurationError):
        found()
    (home / "symbl.conf").write_text(FILE.format("home"))
    assert found() == "token-of-home"
    (here / "symbl.conf").write_text(FILE.format("here"))
    assert found() == "token-of-here"
    monkeypatch.setenv("SYMBL_APP_ID", "environment")
    monkeypatch.setenv("SYMBL_APP_SECRET", "s")
    assert found() == "token-of-environment"
    assert found(app_id="argument", app_secret="s") == "token-of-argument"
    monkeypatch.setenv("SYMBL_ACCESS_TOKEN", "from-environment")
    assert found() == "from-environment"
    assert found(app_id="argument", app_secret="s") == "token-of-argument"
    assert found(access_token="given") == "given"
    assert server.tokens[0].json == {"type": "application", "appId": "home", "appSecret": "home-secret"}


def test_an_access_token_in_the_environment_is_enough(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBL_ACCESS_TOKEN", " abc ")
    monkeypatch.setenv("SYMBL_BASE_URL", server.base_url + "/")
    with Symbl() as client:
        assert client.base_url == server.base_url
        read(client)
    assert used(server) == ["abc"]
    assert not server.tokens


def test_the_order_of_base_urls(home: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Symbl().base_url == "https://api.symbl.ai"
    (home / "symbl.conf").write_text(FILE.format("home") + "base_url = http://home/\n")
    assert Symbl().base_url == "http://home"
    (here / "symbl.conf").write_text("[credentials]\nbase_url = http://here\n")
    assert Symbl().base_url == "http://home", "an address goes with its credentials"
    assert Symbl("id", "secret").base_url == "https://api.symbl.ai", "and not with those of another place"
    monkeypatch.setenv("SYMBL_BASE_URL", "http://environment")
    assert Symbl().base_url == "http://environment"
    assert Symbl(base_url="http://argument/sub/").base_url == "http://argument/sub"


def credentials_of(client: Symbl) -> Any:
    return client._core.config.credentials


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "[other]\napp_id = here\napp_secret = s",
        "[credentials]",
        "[credentials]\napp_id = here",
        "[credentials]\napp_secret = s",
        "[credentials]\napp_id = here\napp_secret =",
        "[credentials]\napp_id = here\napp_secret = # s",
        "[credentials]\napp_id = ''\napp_secret = s",
        "[DEFAULT]\nx = 1\n[Credentials]\napp_id = here\napp_secret = s",
    ],
)
def test_keys_of_two_files_are_never_mixed(text: str, home: Path, here: Path) -> None:
    (here / "symbl.conf").write_text(text)
    assert credentials_of(Symbl()) is None
    (home / "symbl.conf").write_text(FILE.format("home"))
    assert credentials_of(Symbl()).app_id == "home"
    assert credentials_of(Symbl()).app_secret == "home-secret"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("abc", "abc"),
        ("  abc  ", "abc"),
        ('"abc"', "abc"),
        ("'abc'", "abc"),
        ("abc # the one of the trial", "abc"),
        ("abc ; the one of the trial", "abc"),
        ('"abc"\t# the "one"', "abc"),
        ("a#b;c", "a#b;c"),
        ("100%", "100%"),
        ("%(app_id)s", "%(app_id)s"),
        ("${app_id}", "${app_id}"),
        ("a=b:c", "a=b:c"),
        ("schlüssel", "schlüssel"),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_values_of_a_file(written: str, value: str, mark: bytes, newline: str, here: Path) -> None:
    text = newline.join(["[credentials]", f"app_id = {written}", f"APP_SECRET: {written}", ""])
    (here / "symbl.conf").write_bytes(mark + text.encode())
    assert credentials_of(Symbl()).app_id == value
    assert credentials_of(Symbl()).app_secret == value


@pytest.mark.parametrize(
    "content",
    [
        b"app_id = s3cret\n",
        b"[credentials\napp_id = s3cret\n",
        b"[credentials]\ns3cret\n",
        b"[credentials]\napp_secret = s3cret\napp_secret = s3cret\n",
        b"[credentials]\napp_secret = s3cret\xff\n",
    ],
)
def test_a_damaged_file_is_an_error_without_its_text(content: bytes, here: Path) -> None:
    (here / "symbl.conf").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"symbl\.conf") as caught:
        Symbl()
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))
    assert credentials_of(Symbl("id", "secret")).app_id == "id", "files are not read where they are not needed"


def test_no_usual_places(here: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "symbl.conf").mkdir()
    assert credentials_of(Symbl()) is None
    here.rmdir()
    assert credentials_of(Symbl()) is None

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    with Symbl() as client, pytest.raises(ConfigurationError, match="app_id is required"):
        read(client)


@both
def test_nothing_found_is_an_error_at_the_first_call(kind: str, server: ScriptedServer, here: Path, home: Path) -> None:
    def both_places(client: Any) -> Any:
        return client.text.process(PAYLOAD)

    with pytest.raises(ConfigurationError, match="app_id is required") as caught:
        drive(kind, server.base_url, both_places, app_id=None, app_secret=None)
    assert isinstance(caught.value, ValueError)
    assert str(home / "symbl.conf") in str(caught.value)
    assert str(here / "symbl.conf") in str(caught.value)
    assert server.connections == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"app_id": "x"}, "app_secret"),
        ({"app_secret": "x"}, "app_id"),
        ({"app_secret": "x", "access_token": "x"}, "app_id"),
        ({"app_id": "x", "access_token": "x"}, "app_secret"),
        ({"app_id": "", "app_secret": "x"}, "app_id"),
        ({"app_id": "x", "app_secret": 5}, "app_secret"),
        ({"access_token": " "}, "access_token"),
        ({"access_token": "s3cret\ns3cret"}, "access_token"),
        ({"access_token": "s3crét"}, "access_token"),
        ({"base_url": "api.symbl.ai"}, "base_url"),
        ({"base_url": "ftp://api.symbl.ai"}, "base_url"),
        ({"base_url": "http://"}, "base_url"),
        ({"base_url": "http://:80"}, "base_url"),
        ({"base_url": "http://host:port"}, "base_url"),
        ({"base_url": "http://a..b"}, "base_url"),
        ({"base_url": f"http://{'a' * 64}.b"}, "base_url"),
        ({"base_url": "http://host:99999"}, "base_url"),
        ({"base_url": "http://[::1"}, "base_url"),
        ({"base_url": "http://host\n"}, "base_url"),
        ({"base_url": "http://host?key=x"}, "base_url"),
        ({"base_url": "http://user:s3cret@host"}, "base_url"),
    ],
)
def test_bad_settings(arguments: dict[str, Any], named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Symbl, AsyncSymbl):
        with pytest.raises(ConfigurationError, match=named) as caught:
            kind(**arguments)
        assert "s3cret" not in str(caught.value)
    if "base_url" in arguments:
        monkeypatch.setenv("SYMBL_BASE_URL", arguments["base_url"] + "/#")
        with pytest.raises(ConfigurationError, match="base_url"):
            Symbl()


def test_half_a_pair_in_the_environment_is_none(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBL_APP_ID", "environment")
    assert credentials_of(Symbl()) is None
    (here / "symbl.conf").write_text(FILE.format("here"))
    assert credentials_of(Symbl()).app_id == "here"


def test_a_bad_token_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBL_ACCESS_TOKEN", "s3cret s3cret")
    with pytest.raises(ConfigurationError) as caught:
        Symbl()
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost", "https://[::1]:8080", "http://10.0.0.1:1/a/b", "http://ä.example"])
def test_good_base_urls(url: str) -> None:
    assert Symbl(base_url=url).base_url == url


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        *((name, value, ValueError) for name in ("timeout", "wait_timeout", "deadline") for value in (0, -1, 1e300)),
        *(
            (name, float(value), ValueError)
            for name in ("timeout", "wait_timeout", "deadline")
            for value in ("nan", "inf")
        ),
        *((name, value, TypeError) for name in ("timeout", "wait_timeout", "deadline") for value in ("1", True, [])),
        ("timeout", None, TypeError),
        ("wait_timeout", None, TypeError),
        ("max_concurrent_jobs", 0, ValueError),
        ("max_concurrent_jobs", 1.5, TypeError),
        ("idempotent_submits", 1, TypeError),
        ("base_url", 5, TypeError),
    ],
)
def test_bad_options(option: str, value: Any, error: type[Exception]) -> None:
    arguments: dict[str, Any] = {option: value}
    with pytest.raises(error, match=option):
        Symbl(**arguments)
    if option != "base_url":
        with pytest.raises(error, match=option):
            Symbl().with_options(**arguments)


@pytest.mark.parametrize("option", ["base_url", "credentials", "app_id", "unheard_of"])
def test_with_options_takes_options_only(option: str) -> None:
    arguments: dict[str, Any] = {option: "http://x"}
    with pytest.raises(TypeError, match=option):
        Symbl().with_options(**arguments)


def test_with_options_is_a_copy(server: ScriptedServer) -> None:
    with Symbl("id", "secret", base_url=server.base_url) as client:
        read(client)
        copied = client.with_options(timeout=5, deadline=None)
        read(copied)
        assert (client._core.config.timeout, copied._core.config.timeout) == (60, 5)
        copied.text.process(PAYLOAD)
        assert client.conversations.get_conversation_id() == "c1"
    assert len(server.tokens) == 1
    assert server.connections == 1


@pytest.mark.parametrize("kind", [Symbl, AsyncSymbl])
def test_the_options_of_a_submission_are_not_those_of_its_conversation(kind: Any, server: ScriptedServer) -> None:
    held: list[Any] = []
    drive(
        "sync" if kind is Symbl else "async",
        server.base_url,
        lambda client: client.text.process(PAYLOAD, timeout=7, credentials={"app_id": "b", "app_secret": "s"}),
        lambda client: held.append(client._core.recent()),
        lambda client: held[0].get_messages(),
    )
    assert held[0]._core.config.timeout == 30
    assert used(server)[-1] == "token-of-b", "but it goes on with their credentials"


# ------------------------------------------------------------------------------------- several accounts


@both
def test_two_accounts_side_by_side(kind: str, server: ScriptedServer) -> None:
    first = drive(kind, server.base_url, read, app_id="a")
    assert first == drive(kind, server.base_url, read, app_id="b")
    with Symbl("a", "s", base_url=server.base_url) as one, Symbl("b", "s", base_url=server.base_url) as two:
        for client in (one, two, one, two):
            read(client)
        one.text.process(PAYLOAD)
        with pytest.raises(symbl.NoConversationError):
            two.conversations.get_conversation_id()
    assert used(server)[:6] == [f"token-of-{name}" for name in "ababab"]
    assert len(server.tokens) == 4


@both
def test_credentials_of_a_call_are_for_that_call(kind: str, server: ScriptedServer) -> None:
    other = {"app_id": "other", "app_secret": "s"}
    drive(
        kind,
        server.base_url,
        read,
        lambda client: read(client, credentials=other),
        read,
        lambda client: read(client, credentials=other),
        lambda client: read(client, credentials={"accessToken": "plain"}),
        lambda client: read(client, credentials={**other, "app_secret": "changed"}),
        read,
    )
    assert used(server) == [
        "token-of-id",
        "token-of-other",
        "token-of-id",
        "token-of-other",
        "plain",
        "token-of-other",
        "token-of-id",
    ]
    assert [request.json["appSecret"] for request in server.tokens] == ["secret", "s", "changed"]


@both
def test_credentials_of_a_call_suffice(kind: str, server: ScriptedServer) -> None:
    other = {"app_id": "other", "app_secret": "s"}
    steps = (lambda client: read(client, credentials=other), read)
    with pytest.raises(ConfigurationError):
        drive(kind, server.base_url, *steps, app_id=None, app_secret=None)
    assert used(server) == ["token-of-other"]


# ------------------------------------------------------------------------------------- the default client


def test_the_default_client_looks_again(
    server: ScriptedServer, home: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_default() -> str:
        symbl.Conversations.get_messages("1")
        return used(server)[-1]

    monkeypatch.setenv("SYMBL_BASE_URL", server.base_url)
    with pytest.raises(ConfigurationError):
        read_default()
    (home / "symbl.conf").write_text(FILE.format("home"))
    assert read_default() == "token-of-home"
    symbl.Text.process(PAYLOAD)
    (here / "symbl.conf").write_text(FILE.format("here"))
    assert read_default() == "token-of-here"
    assert symbl.Conversations.get_conversation_id() == "c1"
    (here / "symbl.conf").write_text(FILE.format("here-again"))
    assert read_default() == "token-of-here-again"
    monkeypatch.setenv("SYMBL_APP_ID", "environment")
    monkeypatch.setenv("SYMBL_APP_SECRET", "s")
    assert read_default() == "token-of-environment"
    for name in ("SYMBL_APP_ID", "SYMBL_APP_SECRET"):
        monkeypatch.delenv(name)
    assert read_default() == "token-of-here-again"
    (here / "symbl.conf").unlink()
    assert read_default() == "token-of-home"
    monkeypatch.chdir(here)
    assert read_default() == "token-of-home"
    assert len(server.tokens) == 4, "what was known before is not asked for again"
    assert server.connections == 1


def test_a_client_of_ones_own_does_not_look_again(
    server: ScriptedServer, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "symbl.conf").write_text(FILE.format("here"))
    with Symbl(base_url=server.base_url) as client:
        monkeypatch.setenv("SYMBL_ACCESS_TOKEN", "later")
        (here / "symbl.conf").unlink()
        read(client)
    assert used(server) == ["token-of-here"]


# ------------------------------------------------------------------------------------------------- secrets

SECRETS = ("s3cret-app", "s3cret-token", "s3cret-given")


TROUBLES: dict[str, Any] = {
    "none": None,
    "401": Answer(401, {"message": "no"}),
    "400": Answer(400, "no"),
    "500": Answer(500, "<html>"),
    "HTML": Answer(200, "<html>"),
    "302": Answer(302, "", {"Location": "/elsewhere"}),
    "reset": RESET,
}
TOKEN_TROUBLES: dict[str, Any] = {
    "wrong type": token("s3cret-token", expires_in="soon"),
    "cut off": Answer(200, '{"accessToken": "s3cret-token", '),
    "list": Answer(200, ["s3cret-token"]),
    "not ASCII": token("s3cret-token\u2028"),
    "not a header": token("s3cret-token\r\nX-Other: 1"),
}


@both
@pytest.mark.parametrize(
    ("at", "trouble"),
    [
        *(
            (at, name)
            for at in ("/token:generate", "/v1/process/text", "/v1/conversations/1/messages")
            for name in TROUBLES
        ),
        *(("/token:generate", name) for name in TOKEN_TROUBLES),
    ],
)
def test_no_secret_is_shown(
    kind: str, at: str, trouble: str, scripted: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    scripted.script("/token:generate", token("s3cret-token")).script("/messages", Answer(200, {"messages": []}))
    if act := {**TROUBLES, **TOKEN_TROUBLES}[trouble]:
        scripted.script(at, act)
    shown: list[str] = []

    def show(client: Any) -> None:
        core = client._core
        values = [client, core.config, core.config.credentials, *core.shared.tokens.values(), core.shared.recent]
        shown.extend(f"{value!r} {value}" for value in values)

    for arguments in (
        {"app_secret": "s3cret-app"},
        {"app_id": None, "app_secret": None, "access_token": "s3cret-given"},
    ):
        try:
            drive(kind, scripted.base_url, lambda client: client.text.process(PAYLOAD), read, show, **arguments)
        except symbl.SymblError as error:
            shown.append("".join(traceback.format_exception(error)))
            for each in (error, copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
                body = getattr(each, "body", None) if at != "/token:generate" else None
                shown.append(f"{each!r} {each} {vars(each)}".replace(repr(body), ""))
    everything = "\n".join([*shown, caplog.text, *(str(vars(record)) for record in caplog.records)])
    assert scripted.requests
    for secret in SECRETS:
        assert secret not in everything


def test_a_client_shows_where_it_goes() -> None:
    assert repr(Symbl("id", "secret", base_url="http://x")) == "Symbl('http://x')"
    assert repr(AsyncSymbl("id", "secret", base_url="http://x")) == "AsyncSymbl('http://x')"


def test_calls_are_logged_without_their_query(client: Symbl, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "symbl")
    with pytest.raises(symbl.ResponseDecodeError):
        client.conversations.get_messages("1", {"custom": "private"})
    lines = [record.getMessage() for record in caplog.records if record.name == "symbl"]
    assert len(lines) == 2
    assert "GET http://127.0.0.1" in lines[1]
    assert "/v1/conversations/1/messages 200 in " in lines[1]
    assert "private" not in lines[1]


def test_asyncio_clients_can_be_made_outside_of_a_loop() -> None:
    client = AsyncSymbl("id", "secret")
    asyncio.run(client.close())


@pytest.mark.parametrize(
    ("name", "value"),
    [("ALL_PROXY", "socks5://127.0.0.1:9"), ("ALL_PROXY", "gopher://x"), ("SSL_CERT_FILE", "gone.pem")],
)
@both
def test_an_environment_that_httpx_cannot_use(
    kind: str, name: str, value: str, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name):
        drive(kind, server.base_url, lambda client: client.conversations.get_messages(1))


def test_tokens_of_many_accounts_are_not_kept_for_ever(scripted: ScriptedServer) -> None:
    with symbl.Symbl(access_token="own", base_url=scripted.base_url) as client:
        for number in range(300):
            client._core.with_credentials({"access_token": f"t{number}"}).tokens()
        assert len(client._core.shared.tokens) == 256
        client._core.tokens()
        assert len(client._core.shared.tokens) == 256
