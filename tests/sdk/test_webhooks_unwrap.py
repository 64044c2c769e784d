"""Webhooks: good ones become events, all others are refused."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import Message
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

import symbl
from symbl.webhooks import unwrap
from symbl_local import signing

from .driving import PAYLOAD, run_python
from .script import Answer, ScriptedServer

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
OTHER = "whsec_" + base64.b64encode(b"o" * 24).decode()
BODY = b'{"jobId": "6f0d2b52-9f0c-4a3e-8f0e-2f4c5c7f1a11", "status": "completed"}'


def sign(body: bytes = BODY, secret: str = SECRET, at: float | None = None, id_: str = "msg_1") -> dict[str, str]:
    """Headers as the library of the specification's authors makes them."""
    moment = datetime.fromtimestamp(int(time.time() if at is None else at), UTC)
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(id_, moment, body.decode()),
    }


def test_an_event() -> None:
    body = b'{"status": "in_progress", "jobId": "j", "more": [1]}'
    event = symbl.webhooks.unwrap(body, sign(body), SECRET)
    assert (event.job_id, event.status, event.delivery_id, event.verified) == ("j", "in_progress", "msg_1", True)
    assert event.body.additional_properties == {"more": [1]}
    assert event.body.to_dict() == json.loads(body)
    with pytest.raises(AttributeError):
        event.status = "completed"  # type: ignore[misc]


def pairs(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def message(headers: dict[str, str]) -> Message:
    found = Message()
    for name, value in headers.items():
        found[name.title()] = value
    return found


@pytest.mark.parametrize(
    "form",
    [
        dict,
        lambda headers: {name.upper(): value for name, value in headers.items()} | {"X": "y", "Content-Length": "1"},
        lambda headers: list(headers.items()),
        lambda headers: iter(pairs(headers)),
        message,
        lambda headers: {name: f" {value}\t" for name, value in headers.items()},
    ],
    ids=["dict", "upper case", "pairs", "ASGI", "http.server", "blanks"],
)
@pytest.mark.parametrize("body", [BODY, BODY.decode(), bytearray(BODY)], ids=lambda body: type(body).__name__)
def test_forms(form: Callable[[dict[str, str]], Any], body: Any) -> None:
    assert unwrap(body, form(sign()), SECRET).verified


@pytest.mark.parametrize("id_name", ["id", "jobId"])
def test_either_name_of_the_id(id_name: str) -> None:
    body = json.dumps({id_name: 12, "status": "complete"}).encode()
    event = unwrap(body, sign(body), SECRET)
    assert (event.job_id, event.status) == ("12", "complete")


def test_either_name_of_the_id_in_a_job(scripted: ScriptedServer, client: symbl.Symbl) -> None:
    states = ("in_progress", "completed")
    scripted.script("/job/j1", *(Answer(200, {"jobId": "j1", "status": status}) for status in states))
    assert client.text.process(PAYLOAD).job_status == "completed"


# ------------------------------------------------------------------------------------------------ signatures


@given(
    body=st.fixed_dictionaries({"jobId": st.text(min_size=1), "status": st.text()}, optional={"x": st.integers()}),
    key=st.binary(min_size=24, max_size=64),
    id_=st.from_regex(r"\Amsg_[0-9a-f]{8}\Z"),
    escaped=st.booleans(),
)
def test_what_the_local_server_signs(body: dict[str, Any], key: bytes, id_: str, escaped: bool) -> None:
    content = json.dumps(body, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    headers = signing.signed([b"another key", key], id_, int(time.time()), content)
    event = unwrap(content, headers, base64.b64encode(key).decode())
    assert (event.job_id, event.status, event.delivery_id) == (body["jobId"], body["status"], id_)


@given(st.data())
def test_any_flipped_bit_is_refused(data: st.DataObject) -> None:
    parts: dict[str, bytes] = {"body": BODY, **{name: value.encode() for name, value in sign().items()}}
    part = data.draw(st.sampled_from(sorted(parts)))
    place = data.draw(st.integers(0, len(parts[part]) - 1))
    changed = bytearray(parts[part])
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    parts[part] = bytes(changed)
    body = parts.pop("body")
    with pytest.raises(symbl.WebhookVerificationError):
        unwrap(body, [(name.encode(), value) for name, value in parts.items()], SECRET)


@pytest.mark.parametrize("cut", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, ""])
def test_missing_headers(cut: str, value: str | None) -> None:
    headers = sign() | {cut: value}
    with pytest.raises(symbl.WebhookVerificationError, match=f"no header {cut}"):
        unwrap(BODY, {name: value for name, value in headers.items() if value is not None}, SECRET)


@pytest.mark.parametrize("secret", [OTHER, [OTHER], "bm8="])
def test_another_secret(secret: Any) -> None:
    with pytest.raises(symbl.WebhookVerificationError, match="not of this secret and body") as caught:
        unwrap(BODY, sign(), secret)
    assert not any(word in repr(caught.value) for word in (SECRET[6:], OTHER[6:], sign()["webhook-signature"]))


@pytest.mark.parametrize(
    "signature",
    ["v1", "v1,", ",", "v2,{}", "v1a,{}", "V1,{}", "{}", "v1,{}=", "v1, {}", "v1,é", "v1,\udcff", "v1,{}\nv1,{}"],
)
def test_other_signatures(signature: str) -> None:
    headers = sign()
    mine = headers["webhook-signature"].removeprefix("v1,")
    with pytest.raises(symbl.WebhookVerificationError):
        unwrap(BODY, headers | {"webhook-signature": signature.replace("{}", mine)}, SECRET)


def test_rotation() -> None:
    """Two secrets at the receiver, or two signatures of the sender, of which one fits."""
    for secret in ([OTHER, SECRET], (SECRET, OTHER), f"{OTHER} {SECRET}"):
        assert unwrap(BODY, sign(), secret).verified
    both = f"v1a,xx {sign(secret=OTHER)['webhook-signature']} {sign()['webhook-signature']}"
    assert unwrap(BODY, sign() | {"webhook-signature": both}, SECRET).verified


@pytest.mark.parametrize("age", [-290, -5, 0, 290])
def test_recent_ones_are_accepted(age: int) -> None:
    assert unwrap(BODY, sign(at=time.time() - age), SECRET).verified


@pytest.mark.parametrize(
    ("age", "tolerance", "words"),
    [
        (310, 300, "ago; 300 s are tolerated"),
        (-310, 300, "in the future"),
        (60, 50, r"6\d s ago; 50 s"),
        (-60, 50, "in the future"),
        (10**9, 10**6, "ago"),
    ],
)
def test_stale_and_future_ones(age: int, tolerance: float, words: str) -> None:
    with pytest.raises(symbl.WebhookVerificationError, match=words):
        unwrap(BODY, sign(at=time.time() - age), SECRET, tolerance=tolerance)


@pytest.mark.parametrize("timestamp", ["", "now", "1e9", "-1", "+1", "٣", "1" * 16, "nan", "{}.0", "0x{}"])
def test_timestamps_that_are_none(timestamp: str) -> None:
    headers = sign()
    headers["webhook-timestamp"] = timestamp.replace("{}", headers["webhook-timestamp"])
    with pytest.raises(symbl.WebhookVerificationError, match="webhook-timestamp"):
        unwrap(BODY, headers, SECRET)


# -------------------------------------------------------------------------------------------------- unsigned


def test_unsigned_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(symbl.WebhookVerificationError, match="no header webhook-signature"):
        unwrap(BODY, {}, SECRET)
    with pytest.raises(symbl.WebhookVerificationError):
        unwrap(BODY, {})
    for secret in (None, SECRET):
        event = unwrap(BODY, {"Content-Type": "application/json"}, secret, allow_unsigned=True)
        assert (event.status, event.delivery_id, event.verified) == ("completed", None, False)
    assert unwrap(BODY, {"webhook-id": "7"}, allow_unsigned=True).delivery_id == "7"
    forged = sign(secret=OTHER)
    with pytest.raises(symbl.WebhookVerificationError):
        unwrap(BODY, forged, SECRET, allow_unsigned=True)
    with pytest.raises(symbl.ConfigurationError, match="SYMBL_WEBHOOK_SECRET"):
        unwrap(BODY, sign(), allow_unsigned=True)
    assert unwrap(BODY, sign(), SECRET, allow_unsigned=True).verified


# ------------------------------------------------------------------------------------------------- arguments


def test_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(symbl.ConfigurationError, match=r"secret= or set SYMBL_WEBHOOK_SECRET"):
        unwrap(BODY, sign())
    monkeypatch.setenv("SYMBL_WEBHOOK_SECRET", f"{OTHER} {SECRET}")
    assert unwrap(BODY, sign()).verified
    assert unwrap(BODY, sign(secret=OTHER)).verified
    with pytest.raises(symbl.WebhookVerificationError):
        unwrap(BODY, sign(), "whsec_bm8=")  # the argument wins
    monkeypatch.setenv("SYMBL_WEBHOOK_SECRET", "whsec_öö")
    with pytest.raises(symbl.ConfigurationError, match="SYMBL_WEBHOOK_SECRET must be whsec_ and base64"):
        unwrap(BODY, sign())


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({"body": json.loads(BODY)}, TypeError, "not dict: the signature covers"),
        ({"body": None}, TypeError, "not NoneType"),
        ({"headers": None}, TypeError, "headers must be"),
        ({"headers": ["webhook-id"]}, TypeError, "headers must be"),
        ({"headers": {"webhook-id": ["a"]}}, TypeError, "headers must be"),
        ({"headers": {1: "a"}}, TypeError, "headers must be"),
        ({"secret": ""}, symbl.ConfigurationError, "secret must not be empty"),
        ({"secret": []}, symbl.ConfigurationError, "secret must not be empty"),
        ({"secret": "whsec_"}, symbl.ConfigurationError, "whsec_ and base64"),
        ({"secret": "geheim!"}, symbl.ConfigurationError, "whsec_ and base64"),
        ({"secret": b"geheim"}, TypeError, "secret must be a str"),
        ({"secret": [SECRET, None]}, TypeError, "secret must be a str"),
        ({"secret": 5}, TypeError, "secret must be a str"),
        ({"tolerance": 0}, ValueError, "tolerance"),
        ({"tolerance": float("inf")}, ValueError, "tolerance"),
        ({"tolerance": float("nan")}, ValueError, "tolerance"),
        ({"tolerance": "5"}, TypeError, "tolerance"),
        ({"tolerance": True}, TypeError, "tolerance"),
    ],
)
def test_bad_arguments(arguments: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        unwrap(**{"body": BODY, "headers": sign(), "secret": SECRET, **arguments})
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", "$"),
        (b"<html>", "$"),
        (b"[]", "$"),
        (b'"text"', "$"),
        (b'{"status": "completed"}', "$.jobId"),
        (b'{"jobId": "j"}', "$.status"),
        (b'{"jobId": "j", "status": 5}', "$.status"),
        (b'{"jobId": {}, "status": "failed"}', "$.jobId"),
    ],
)
def test_bodies_of_another_shape(body: bytes, path: str) -> None:
    for headers, allow in ((sign(body), False), ({}, True)):
        with pytest.raises(symbl.ResponseDecodeError) as caught:
            unwrap(body, headers, SECRET, allow_unsigned=allow)
        assert (caught.value.path, caught.value.body, caught.value.operation) == (path, body, "job-status-callback")


def test_no_http_client_is_loaded() -> None:
    run_python(
        "import sys, symbl\n"
        'symbl.webhooks.unwrap(\'{"jobId": "1", "status": "failed"}\', {}, allow_unsigned=True)\n'
        "assert 'httpx' not in sys.modules"
    )
