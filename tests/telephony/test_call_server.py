"""Calls over REST and sockets, answered by recordings."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from calling import LONG, NUMBER, Caller, mail, rest

import symbl_local


def kinds(told: list[dict[str, Any]]) -> list[str]:
    return [one["message"]["type"] if one["type"] == "message" else one["type"] for one in told]


def action(moment: str, *emails: str) -> dict[str, Any]:
    return {"invokeOn": moment, "name": "sendSummaryEmail", "parameters": {"emails": list(emails)}}


def test_a_call_is_told_while_it_lasts_and_kept_after_it(caller: Caller) -> None:
    made = caller.call(data={"session": {"name": "Weekly"}})
    connection_id = made["connectionId"]
    base = str(caller.http.base_url).rstrip("/")
    assert made["eventUrl"] == f"{base}/v1/event/{connection_id}"
    assert made["resultWebSocketUrl"] == f"ws{base[4:]}/events/{connection_id}"
    told = caller.listen(connection_id)
    assert kinds(told)[0] == "conversation_created"
    assert kinds(told)[-1] == "conversation_completed"
    live = [(one["isFinal"], one["payload"]["content"]) for one in told if one["type"] == "transcript_response"]
    assert live == [
        (False, "I'll"),
        (True, "I'll send the offer by Friday."),
        (False, "Who"),
        (True, "Who has the slides?"),
    ]
    insights = [one["type"] for item in told if item["type"] == "insight_response" for one in item["insights"]]
    assert len(insights) == 2
    assert "question" in insights
    conversation_id = made["conversationId"]
    assert told[0]["message"]["data"] == {"conversationId": conversation_id}
    texts = [one["text"] for one in caller.messages(conversation_id)]
    assert texts == ["I'll send the offer by Friday.", "Who has the slides?"]
    assert caller.http.get(f"/v1/conversations/{conversation_id}").json()["name"] == "Weekly"


def test_stopping_gives_links_and_only_once(caller: Caller) -> None:
    users = [{"userId": "ann@example.com", "name": "Ann"}]
    made = caller.call(LONG, data={"session": {"users": users}}, actions=[action("stop", "bob@example.com")])
    with caller.socket(made["connectionId"]) as socket:
        while "sentence 2" not in socket.recv(30):
            pass
        answer = caller.stop(made["connectionId"], data={"session": {"name": "Cut short"}})
        told = rest(socket)
    assert answer.status_code == 201
    stopped = answer.json()
    info = stopped.pop("summaryInfo")
    assert stopped == made
    assert [one["user"]["userId"] for one in info] == ["ann@example.com", "bob@example.com"]
    assert kinds(told)[-1] == "conversation_completed"
    page = caller.http.get(info[0]["url"], headers={"x-api-key": ""})
    assert page.status_code == 200
    assert "This is sentence 1." in page.text
    heard = len(caller.messages(made["conversationId"]))
    assert 2 <= heard < 300
    assert caller.stop(made["connectionId"]).status_code == 404
    assert caller.http.post(f"/v1/event/{made['connectionId']}", json={}).status_code == 400
    event = {"type": "started_speaking", "user": {"userId": "ann"}}
    assert caller.http.post(f"/v1/event/{made['connectionId']}", json=event).status_code == 404
    assert len(caller.messages(made["conversationId"])) == heard
    name = caller.http.get(f"/v1/conversations/{made['conversationId']}").json()["name"]
    assert name == "Cut short"


def test_a_call_that_has_ended_by_itself_can_be_stopped_once(caller: Caller) -> None:
    made = caller.call(NUMBER)
    caller.listen(made["connectionId"])
    assert caller.stop(made["connectionId"]).status_code == 201
    assert caller.stop(made["connectionId"]).status_code == 404


@pytest.mark.parametrize("connection_id", ["", "unknown"])
def test_unknown_calls(caller: Caller, connection_id: str) -> None:
    answer = caller.ask(operation="stop", connectionId=connection_id)
    assert answer.status_code == 404
    assert caller.ask(operation="stop").json()["message"] == "connectionId: missing"


def test_a_call_of_somebody_else_is_unknown(caller: Caller, telephones: symbl_local.LocalServer) -> None:
    made = caller.call(LONG)
    stranger = Caller(telephones, "stranger")
    assert stranger.stop(made["connectionId"]).status_code == 404
    caller.stop(made["connectionId"])
    stranger.http.close()


@pytest.mark.parametrize(
    "body",
    [
        {"endpoint": {"type": "pstn", "phoneNumber": "15551230000"}},  # no operation is a start
        {"operation": "START", "endpoint": {"type": "PSTN", "phoneNumber": "+1 (555) 123-0000", "dtmf": None}},
        {"endpoint": {"type": "pstn", "phoneNumber": "0015551230000"}, "actions": {}, "data": {}, "timezone": {}},
        {"endpoint": {"type": "pstn", "phoneNumber": 15551230000, "dtmf": ",,12#,,#"}, "pushSpeakerEvents": "true"},
        {"endpoint": {"type": "pstn", "phoneNumber": "15551230003"}, "languages": [{"code": "en-US"}]},
        {"endpoint": {"type": "sip", "uri": "sip:8002@SIP.example.com;x=y", "audioConfig": {"sampleSize": "16"}}},
        {"endpoint": {"type": "sip", "uri": "SIP:8002@sip.example.com"}, "timezone": "Asia/Tokyo"},
        {
            "endpoint": {"type": "pstn", "phoneNumber": "15551230000"},
            "data": {"session": {"location": {"timeZone": {"name": "Europe/Paris"}}}},
            "intents": [{"intent": "interested"}],
            "insightTypes": ["question"],
        },
    ],
)  # fmt: skip
def test_spellings_that_are_understood(caller: Caller, body: dict[str, Any]) -> None:
    answer = caller.ask(**body)
    assert answer.status_code == 201, answer.text
    assert caller.stop(answer.json()["connectionId"]).status_code == 201


PSTN = {"type": "pstn", "phoneNumber": "15551230000"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "endpoint: missing"),
        ({"operation": "pause"}, "operation: expected start or stop"),
        ({"endpoint": {"type": "fax"}}, "endpoint.type: expected"),
        ({"endpoint": {"type": "pstn"}}, "endpoint.phoneNumber: missing"),
        ({"endpoint": {"type": "pstn", "phoneNumber": "PHONE_NUMBER"}}, "expected 7 to 15 digits"),
        ({"endpoint": {"type": "pstn", "phoneNumber": "15559999999"}}, "endpoint.phoneNumber: no recording"),
        ({"endpoint": {"type": "sip", "uri": "8002"}}, "endpoint.uri: expected a SIP URI"),
        ({"endpoint": {"type": "sip", "uri": "sip:1@elsewhere.example"}}, "--allow-hosts does not name it"),
        ({"endpoint": PSTN | {"dtmf": "12A"}}, "endpoint.dtmf: expected digits"),
        ({"endpoint": PSTN | {"audioConfig": {"encoding": "MP3"}}}, "endpoint.audioConfig.encoding: expected one of"),
        ({"endpoint": PSTN, "languages": "en-US"}, "languages: expected"),
        ({"endpoint": PSTN, "languages": ["english"]}, "languages[0]: expected"),
        ({"endpoint": PSTN, "languages": ["ja-JP"]}, "languages[0]: "),
        ({"endpoint": PSTN, "timezone": "Mars/Olympus"}, "timezone: expected"),
        ({"endpoint": PSTN, "insightTypes": ["mood"]}, "insightTypes[0]: expected"),
        ({"endpoint": PSTN, "actions": [{"name": "sendSummaryEmail"}]}, "actions[0].invokeOn: missing"),
        ({"endpoint": PSTN, "actions": [action("never")]}, "actions[0].invokeOn: expected start or stop"),
        ({"endpoint": PSTN, "actions": [action("stop", "nobody")]}, "emails[0]: expected an e-mail"),
        ({"endpoint": PSTN, "actions": [action("stop", "a@b.example\nBcc: c@d.example")]}, "parameters.emails[0]"),
        ({"endpoint": PSTN, "actions": [action("stop") | {"name": "sendFax"}]}, "actions[0].name: expected"),
    ],
)  # fmt: skip
def test_what_cannot_be(caller: Caller, body: dict[str, Any], message: str) -> None:
    answer = caller.ask(**body)
    assert answer.status_code == 400
    assert message in answer.json()["message"]


def test_a_token_is_needed(telephones: symbl_local.LocalServer, caller: Caller) -> None:
    caller.http.headers["x-api-key"] = "wrong"
    assert caller.ask(endpoint=PSTN).status_code == 401


def test_an_account_has_so_many_calls_at_a_time(caller: Caller) -> None:
    calls = [caller.call(LONG) for _ in range(3)]
    refused = caller.ask(endpoint={"type": "pstn", "phoneNumber": LONG})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    for made in calls:
        assert caller.stop(made["connectionId"]).status_code == 201
    caller.stop(caller.call(LONG)["connectionId"])


def test_a_recording_that_cannot_be_played_is_told(caller: Caller) -> None:
    made = caller.call("+15551230002")
    told = caller.listen(made["connectionId"])
    [problem] = [one for one in told if one["type"] == "error"]
    assert problem["code"] == "call_failed"
    assert "cannot be played" in problem["details"]
    assert kinds(told)[-1] == "conversation_completed"


def test_what_is_said_is_that_of_who_speaks(caller: Caller) -> None:
    made = caller.call(LONG)
    url = made["eventUrl"]

    def post(kind: str, user: dict[str, str], **members: Any) -> None:
        answer = caller.http.post(url, json={"type": kind, "user": user, **members})
        assert answer.status_code == 200, answer.text

    post("joined", {"userId": "cat@example.com", "name": "Cat"})
    post("started_speaking", {"userId": "ann@example.com", "name": "Ann"}, topic="speaker")
    with caller.socket(made["connectionId"]) as socket:
        while "This is sentence 5" not in (text := socket.recv(30)):
            pass
        post("started_speaking", {"id": "b", "email": "bob@example.com", "name": "Bob"})
        while "Bob" not in (text := socket.recv(30)):
            assert "message_response" not in text or "Ann" in text
        post("stopped_speaking", {"userId": "bob@example.com"})
        while "Ann" not in socket.recv(30):
            pass
        post("stopped_speaking", {"userId": "ANN@example.com", "name": "Ann"})
        while "message_response" not in (text := socket.recv(30)) or "Ann" in text:
            pass
    caller.stop(made["connectionId"])
    names = [one["from"].get("name") for one in caller.messages(made["conversationId"])]
    order = [name for index, name in enumerate(names) if index == 0 or names[index - 1] != name]
    assert order == ["Ann", "Bob", "Ann", None]
    members = caller.http.get(f"/v1/conversations/{made['conversationId']}/members").json()["members"]
    assert sorted(one["name"] for one in members) == ["Ann", "Bob", "Cat"]


def test_events_can_be_said_on_a_socket_that_tells_results(caller: Caller) -> None:
    made = caller.call(LONG)
    path = "/events/"
    with caller.socket(made["connectionId"], path) as socket:
        socket.send('{"type": "started_speaking", "user": {"userId": "ann@example.com", "name": "Ann"}}')
        socket.send("no JSON")
        socket.send('{"type": "shouting", "user": {"userId": "ann@example.com"}}')
        socket.send('{"topic": "speaker", "type": "stopped", "timestamp": "2024-01-01T00:00:00Z"}')
        errors = 0
        while errors < 2:
            errors += "invalid_event" in socket.recv(30)
    assert caller.stop(made["connectionId"]).status_code == 201


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({}, "type: missing"),
        ({"type": "shouting", "user": {"userId": "a"}}, "type: expected one of"),
        ({"type": "joined"}, "user: missing"),
        ({"type": "joined", "user": {}}, "user.userId: missing"),
        ({"type": "joined", "user": {"userId": ""}}, "user.userId: expected"),
        ({"type": "joined", "user": {"userId": "a"}, "timestamp": "yesterday"}, "timestamp: not an ISO 8601 time"),
        ({"type": "joined", "user": {"userId": "a"}, "topic": "weather"}, "topic: expected speaker"),
    ],
)
def test_events_that_cannot_be(caller: Caller, event: dict[str, Any], message: str) -> None:
    answer = caller.http.post("/v1/event/whichever", json=event)
    assert answer.status_code == 400
    assert message in answer.json()["message"]


def test_mail_goes_out_at_the_start_and_at_the_end(caller: Caller, outbox: Path) -> None:
    actions = [action("start", "early@example.com"), action("stop", "late@example.com", "late@example.com")]
    made = caller.call(data={"session": {"name": "A\nname  with lines"}}, actions=actions)
    caller.listen(made["connectionId"])
    caller.stop(made["connectionId"], actions=[action("stop", "late@example.com", "later@example.com")])
    for address in ("early@example.com", "late@example.com", "later@example.com"):
        [text] = mail(outbox, address)
        assert "Subject: Summary of A name with lines\n" in text
        link = text.rstrip().rpartition("\n")[2]
        assert "Who has the slides?" in caller.http.get(link).text


def test_a_server_that_stops_ends_its_calls_in_good_order(recordings: Path, tmp_path: Path) -> None:
    options: dict[str, Any] = {
        "recognizer": "call_recognizers:Lines",
        "call_recordings": recordings,
        "call_speed": 10,
        "data_dir": tmp_path,
        "app_id": "app",
        "app_secret": "secret",
    }
    with symbl_local.serve(**options) as server:
        caller = Caller(server, "app")
        made = caller.call(LONG, actions=[action("stop", "ann@example.com")])
        with caller.socket(made["connectionId"]) as socket:
            while "sentence 2" not in socket.recv(30):
                pass
            server.stop()
            told = rest(socket)
        assert kinds(told)[-1] == "conversation_completed"
        caller.http.close()
        assert "Traceback" not in server.log
    mail(tmp_path / "outbox", "ann@example.com")
    with symbl_local.serve(**options) as server:
        caller = Caller(server, "app")
        assert len(caller.messages(made["conversationId"])) >= 2
        caller.http.close()


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("call_recordings", "nowhere", "--call-recordings: nowhere is not a directory"),
        ("smtp", "mail.example.com:0", "--smtp: 'mail.example.com:0' is not HOST:PORT"),
        ("mail_from", "me", "--mail-from: 'me' is not an e-mail address"),
    ],
)
def test_options_that_cannot_work(option: str, value: str, reason: str) -> None:
    options: dict[str, Any] = {option: value}
    with pytest.raises(symbl_local.StartError, match=reason.replace(".", r"\.")), symbl_local.serve(**options):
        pass


def test_a_deleted_conversation_ends_its_call(caller: Caller) -> None:
    made = caller.call(LONG)
    with caller.socket(made["connectionId"]) as socket:
        while "sentence 2" not in socket.recv(30):
            pass
        caller.http.delete(f"/v1/conversations/{made['conversationId']}")
        told = rest(socket)
    assert "conversation_deleted" in [one.get("code") for one in told]
    ends = time.monotonic() + 10
    while caller.stop(made["connectionId"]).status_code == 201 and time.monotonic() < ends:
        pass
