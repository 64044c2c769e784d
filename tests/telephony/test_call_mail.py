"""Mail: handed in to a real SMTP server of the tests' own, or put into the outbox."""

from __future__ import annotations

import base64
import json
import queue
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest
from call_recognizers import spoken
from calling import NUMBER, Caller, mail, rest
from tests.certificates import certified
from websockets.sync.client import connect

import symbl_local
from symbl_local.mail import is_address, read_server

STOP = [{"invokeOn": "stop", "name": "sendSummaryEmail", "parameters": {"emails": ["ann@example.com"]}}]


class Sink(socketserver.StreamRequestHandler):
    """Takes mail, or refuses it where the server says so."""

    server: Any

    def handle(self) -> None:
        self.say("220 sink")
        self.talk()

    def talk(self) -> None:
        words: list[str] = []
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            word = line.split(" ")[0].upper()
            words.append(line)
            if word == "EHLO":
                offered = "250-STARTTLS\r\n" if self.server.tls else ""
                self.say(f"250-sink\r\n{offered}250 AUTH PLAIN")
            elif word == "STARTTLS":
                self.say("220 go on")
                with suppress(ssl.SSLError), self.server.tls.wrap_socket(self.connection, server_side=True) as secured:
                    self.rfile, self.wfile = secured.makefile("rb"), secured.makefile("wb", buffering=0)
                    self.talk()
                return
            elif word == "DATA":
                self.say("354 go on")
                text: list[str] = []
                while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    text.append(line)
                self.say("250 taken")
                self.server.taken.put((words, "\n".join(text)))
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif word == "RCPT" and self.server.refuses:
                self.say("550 nobody here")
                self.server.taken.put((words, ""))
            else:
                self.say("235 welcome" if word == "AUTH" else "250 fine")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def sink(refuses: bool = False, tls: ssl.SSLContext | None = None) -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        server.daemon_threads = True
        server.taken, server.refuses, server.tls = queue.Queue(), refuses, tls  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def mailing(recordings: Path, port: int, **options: Any) -> Iterator[tuple[Caller, symbl_local.LocalServer]]:
    with symbl_local.serve(
        recognizer="call_recognizers:Lines",
        any_credentials=True,
        call_recordings=recordings,
        call_speed=0,
        smtp=f"127.0.0.1:{port}",
        speech_workers=1,
        **options,
    ) as server:
        caller = Caller(server, "mail")
        yield caller, server
        caller.http.close()


def test_mail_is_handed_in(recordings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBL_SMTP_USER", "me")
    monkeypatch.setenv("SYMBL_SMTP_PASSWORD", "open sesame")
    with sink() as server, mailing(recordings, server.server_address[1], mail_from="us@example.com") as (caller, local):
        made = caller.call(actions=STOP)
        caller.listen(made["connectionId"])
        words, text = server.taken.get(timeout=20)
        assert any(word.startswith("mail FROM:<us@example.com>") for word in words)
        assert any(word.lower().startswith("rcpt to:<ann@example.com>") for word in words)
        [credentials] = [word.split(" ")[2] for word in words if word.startswith("AUTH")]
        assert base64.b64decode(credentials) == b"\0me\0open sesame"
        message = message_from_string(text)
        assert message["To"] == "ann@example.com"
        link = str(message.get_payload()).strip().splitlines()[-1]
        assert "Who has the slides?" in caller.http.get(link).text
        assert "sesame" not in local.log
        assert link.rpartition("/")[2] not in local.log


def test_mail_is_encrypted_where_the_server_offers_it(
    recordings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`words` has only what came after the encryption began."""
    context, certificate = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("SYMBL_SMTP_USER", "me")
    monkeypatch.setenv("SYMBL_SMTP_PASSWORD", "open sesame")
    with sink(tls=context) as server, mailing(recordings, server.server_address[1]) as (caller, _):
        caller.listen(caller.call(actions=STOP)["connectionId"])
        words, text = server.taken.get(timeout=20)
    assert [word.split(" ")[0] for word in words[:5]] == ["ehlo", "AUTH", "mail", "rcpt", "data"]
    assert message_from_string(text)["To"] == "ann@example.com"


def test_mail_is_not_handed_to_a_server_that_nobody_trusts(recordings: Path, tmp_path: Path) -> None:
    context, _ = certified(tmp_path)
    with sink(tls=context) as server, mailing(recordings, server.server_address[1]) as (caller, local):
        caller.listen(caller.call(actions=STOP)["connectionId"])
        while "could not be sent" not in local.log:
            threading.Event().wait(0.02)
        assert "CERTIFICATE_VERIFY_FAILED" in local.log
        assert server.taken.empty()


def test_a_refusal_is_logged_and_not_repeated(recordings: Path) -> None:
    with sink(refuses=True) as server, mailing(recordings, server.server_address[1]) as (caller, local):
        made = caller.call(actions=STOP)
        caller.listen(made["connectionId"])
        server.taken.get(timeout=20)
        assert caller.stop(made["connectionId"]).status_code == 201
        while "could not be sent" not in local.log:
            threading.Event().wait(0.02)
        assert "a mail could not be sent: the server refuses the recipient" in local.log
        assert server.taken.empty()


def test_a_server_that_is_not_there_is_logged(recordings: Path) -> None:
    with mailing(recordings, 9) as (caller, local):
        caller.listen(caller.call(NUMBER, actions=STOP)["connectionId"])
        while "could not be sent" not in local.log:
            threading.Event().wait(0.02)
        assert "Traceback" not in local.log


def test_a_speaker_whose_id_is_an_address_gets_mail(telephones: symbl_local.LocalServer, outbox: Path) -> None:
    caller = Caller(telephones, "streamer")
    url = telephones.base_url.replace("http", "ws", 1)
    with connect(f"{url}/v1/streaming/mine?access_token={caller.token}") as socket:
        speaker = {"userId": "speaker@example.com", "name": "Sam"}
        socket.send(json.dumps({"type": "start_request", "speaker": speaker, "config": {"meetingTitle": "Stand-up"}}))
        while "recognition_started" not in socket.recv(30):
            pass
        socket.send(spoken("We are done.", seconds=0.5))
        socket.send(json.dumps({"type": "stop_request"}))
        rest(socket)
    [text] = mail(outbox, "speaker@example.com")
    assert "Subject: Summary of Stand-up\n" in text
    assert "We are done." in caller.http.get(text.rstrip().rpartition("\n")[2]).text
    caller.http.close()


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [("mail.example.com:25", "mail.example.com", 25), ("localhost", "localhost", 587), ("[::1]:2525", "::1", 2525)],
)
def test_servers(text: str, host: str, port: int) -> None:
    server = read_server(text, "", "")
    assert (server.host, server.port) == (host, port)


@pytest.mark.parametrize("text", ["", ":25", "a b", "host:", "host:99999", "host:0", "::1", "smtp://host"])
def test_what_is_no_server(text: str) -> None:
    with pytest.raises(ValueError, match="is not HOST:PORT"):
        read_server(text, "", "")


def test_addresses() -> None:
    for good in ("ann@example.com", "a.b+c@x-y.example", "o'hara@example.co.uk"):
        assert is_address(good)
    for bad in (
        "",
        "ann",
        "ann@",
        "@example.com",
        "ann@example",
        "a b@example.com",
        "a@example.com\n",
        "a@ex..com",
        "a,b@c.de",
    ):
        assert not is_address(bad)
