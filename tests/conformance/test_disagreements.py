"""docs/contract.md §20, row by row: what is accepted, and what is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

import symbl
from symbl_local.server import views
from tests.description import ROOT
from tests.sdk.script import Answer, Recorded, ScriptedServer, job
from tests.server.accounts import Account
from tests.server.sounds import say, wav

from .conftest import NUMBER

ROWS = range(1, 46)
NOT_ACCEPTED = {13, 22, 34}
"""Rows that are about what is sent only."""
NOT_SENT = {11, 14, 16, 18, 19, 20, 21, 23, 24, 26, 27, 28, 29, 30, 33, 35, 41, 43, 44}
"""Rows that are about what is accepted only."""


class Sites(NamedTuple):
    """The local server by HTTP and by the SDK, and the SDK with a server that plays a script."""

    account: Account
    user: symbl.Symbl
    scripted: ScriptedServer
    client: symbl.Symbl

    def sent(self) -> Recorded:
        """The last request but for those about jobs."""
        return [call for call in self.scripted.calls if "/job/" not in call.path][-1]

    def read(self, path: str, answer: Any) -> Any:
        """A conversation of the SDK whose resource is answered like that."""
        self.scripted.script(path, Answer(200, answer))
        return self.client.conversations


Case = Callable[[Sites], None]
CASES: list[tuple[int, str, Case]] = []


def row(number: int, side: str) -> Callable[[Case], Case]:
    def add(case: Case) -> Case:
        CASES.append((number, side, case))
        return case

    return add


@pytest.fixture
def sites(account: Account, user: symbl.Symbl, scripted: ScriptedServer, client: symbl.Symbl) -> Sites:
    return Sites(account, user, scripted, client)


def test_every_row_is_described() -> None:
    section = (ROOT / "docs" / "contract.md").read_text("utf-8").partition("\n## 20.")[2].partition("\n## ")[0]
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)} == set(ROWS)


def test_every_row_has_its_cases() -> None:
    assert {number for number, _, _ in CASES} == set(ROWS)
    assert {number for number, side, _ in CASES if side == "accepted"} >= set(ROWS) - NOT_ACCEPTED
    assert {number for number, side, _ in CASES if side == "sent"} >= set(ROWS) - NOT_SENT


def message(text: str = "Hello there.", **members: Any) -> dict[str, Any]:
    return {"payload": {"content": text}, **members}


def body(*texts: str, **members: Any) -> dict[str, Any]:
    return {"messages": [message(text) for text in texts or ("Hello there.",)], **members}


CLIP = wav(say(1, seconds=0.2, pause=0.1))
URL = "http://127.0.0.1:9/a.wav"
AT = {"startTime": "2026-03-02T15:00:00.000Z", "endTime": "2026-03-02T15:00:02.000Z"}

# ------------------------------------------------------------------------------------------- requests


@row(1, "accepted")
def _(sites: Sites) -> None:
    http = sites.account.http
    token = http.headers.pop("Authorization").removeprefix("Bearer ")
    for headers in ({"authorization": f"Bearer {token}"}, {"x-api-key": token}, {"X-API-KEY": token}):
        assert sites.account.call("GET", "/v1/conversations", headers=headers).status_code == 200
    assert sites.account.call("GET", "/v1/conversations").status_code == 401


@row(1, "sent")
def _(sites: Sites) -> None:
    sites.read("/messages", {"messages": []}).get_messages("1")
    assert sites.sent().headers["authorization"].startswith("Bearer ")
    assert "x-api-key" not in sites.sent().headers


@row(2, "accepted")
def _(sites: Sites) -> None:
    for threshold in (0, 0.0, 0.3, 0.5, 1, 1.0):
        sites.account.ok("POST", "/v1/process/text", json=body(confidenceThreshold=threshold))
    answer = sites.account.call("POST", "/v1/process/text", json=body(confidenceThreshold=1.01))
    assert answer.status_code == 400


@row(2, "sent")
def _(sites: Sites) -> None:
    sites.client.text.process(body())
    assert "confidenceThreshold" not in sites.sent().json
    for threshold in (0.2, 0.5, 1):
        sites.client.text.process(body(confidenceThreshold=threshold))
        assert sites.sent().json["confidenceThreshold"] == threshold
    with pytest.raises(ValueError, match="confidenceThreshold"):
        sites.client.text.process(body(confidenceThreshold=1.5))


@row(3, "accepted")
def _(sites: Sites) -> None:
    for word, count in (("true", 1), ("True", 1), (True, 1), ("false", 0), (False, 0)):
        conversation_id = sites.account.process(message(), detectPhrases=word)
        [found] = sites.account.read(conversation_id, "/messages")["messages"]
        assert len(found["phrases"]) == count, word


@row(3, "sent")
def _(sites: Sites) -> None:
    sites.client.text.process(body(detectPhrases="true", detectEntities="false", enableAllTrackers=True))
    sent = sites.sent().json
    assert (sent["detectPhrases"], sent["detectEntities"], sent["enableAllTrackers"]) == (True, False, True)


ENTITY = {"customType": "Greeting", "text": "hello"}


@row(4, "accepted")
def _(sites: Sites) -> None:
    forms = [{"entities": [ENTITY]}, {"entities": ENTITY}, {"customEntities": [ENTITY]}, {"customEntities": ENTITY}]
    for form in forms:
        conversation_id = sites.account.process(message(), detectEntities=True, **form)
        [found] = sites.account.read(conversation_id, "/entities")["entities"]
        assert found["customType"] == "Greeting", form


@row(4, "sent")
def _(sites: Sites) -> None:
    for form in ({"entities": ENTITY}, {"customEntities": [ENTITY]}, {"entities": json.dumps([ENTITY])}):
        sites.client.text.process(body(**form))
        assert sites.sent().json == body(entities=[ENTITY])


TRACKER = {"name": "Greeting", "vocabulary": ["hello"]}


@row(5, "accepted")
def _(sites: Sites) -> None:
    for form in ([TRACKER], json.dumps([TRACKER]), TRACKER, json.dumps(TRACKER)):
        conversation_id = sites.account.process(message(), trackers=form)
        assert [one["name"] for one in sites.account.read(conversation_id, "/trackers-detected")] == ["Greeting"]


@row(5, "sent")
def _(sites: Sites) -> None:
    for form in ([TRACKER], json.dumps([TRACKER]), TRACKER):
        sites.client.text.process(body(trackers=form))
        assert sites.sent().json["trackers"] == [TRACKER]
    sites.client.audio.process_file(CLIP, parameters={"trackers": [TRACKER]})
    assert json.loads(query(sites.sent())["trackers"]) == [TRACKER]


def query(request: Recorded) -> dict[str, str]:
    from urllib.parse import parse_qsl, urlsplit

    return dict(parse_qsl(urlsplit(request.target).query))


@row(6, "accepted")
def _(sites: Sites) -> None:
    buzz = wav(say(4, seconds=0.2, pause=0.1))  # is heard as the vocabulary
    forms: list[Any] = [
        '["acme", "corp"]',  # JSON text
        ["acme", "corp"],  # the key twice
        "[acme corp]",  # in brackets without quotes
        "acme",
    ]
    for form in forms:
        answer = sites.account.ok("POST", "/v1/process/audio", content=buzz, params={"customVocabulary": form})
        sites.account.wait(answer["jobId"])
        [text] = sites.account.texts(answer["conversationId"])
        assert text.strip(".").lower() == ("acme" if form == "acme" else "acme corp"), form
    for given in (["acme"], '["acme"]', "acme"):
        sites.account.ok("POST", "/v1/process/audio/url", json={"url": URL, "customVocabulary": given})


@row(6, "sent")
def _(sites: Sites) -> None:
    sites.client.audio.process_url({"url": URL, "customVocabulary": ["acme"]})
    assert sites.sent().json["customVocabulary"] == ["acme"]
    sites.client.audio.process_file(CLIP, custom_vocabulary=["acme", "corp"])
    assert query(sites.sent())["customVocabulary"].replace(" ", "") == '["acme","corp"]'


WEBHOOK = "http://127.0.0.1:9/job"


@row(7, "accepted")
def _(sites: Sites) -> None:
    for path, given in (("text", body()), ("audio/url", {"url": URL}), ("video/url", {"url": URL})):
        sites.account.ok("POST", f"/v1/process/{path}", json=given | {"webhookUrl": WEBHOOK})
        sites.account.ok("POST", f"/v1/process/{path}", json=given, params={"webhookUrl": WEBHOOK})
        refused = sites.account.call("POST", f"/v1/process/{path}", json=given, params={"webhookUrl": "ftp://x"})
        assert (refused.status_code, "webhookUrl" in refused.text) == (400, True)


@row(7, "sent")
def _(sites: Sites) -> None:
    sites.client.text.process(body(webhookUrl=WEBHOOK))
    assert (sites.sent().json["webhookUrl"], query(sites.sent())) == (WEBHOOK, {})
    sites.client.video.process_url(URL, parameters={"webhookUrl": WEBHOOK})
    assert (sites.sent().json["webhookUrl"], query(sites.sent())) == (WEBHOOK, {})


DIARIZE = {"enableSpeakerDiarization": True, "diarizationSpeakerCount": 2}
SPELLED = {"enableSpeakerDiarization": "true", "diarizationSpeakerCount": "2"}


@row(8, "accepted")
def _(sites: Sites) -> None:
    sites.account.ok("POST", "/v1/process/audio/url", json={"url": URL, **DIARIZE})
    sites.account.ok("POST", "/v1/process/audio/url", json={"url": URL}, params=SPELLED)
    wrong = {"url": URL, "diarizationSpeakerCount": 0}
    assert sites.account.call("POST", "/v1/process/audio/url", json=wrong).status_code == 400


@row(8, "sent")
def _(sites: Sites) -> None:
    sites.client.audio.process_url({"url": URL, **DIARIZE})
    assert (sites.sent().json, query(sites.sent())) == ({"url": URL}, SPELLED)


@row(9, "accepted")
def _(sites: Sites) -> None:
    for place in ({"json": body(enableSummary=True)}, {"json": body(), "params": {"enableSummary": "true"}}):
        answer = sites.account.ok("POST", "/v1/process/text", **place)
        sites.account.wait(answer["jobId"])
        assert "summary" in sites.account.read(answer["conversationId"], "/summary")


@row(9, "sent")
def _(sites: Sites) -> None:
    sites.client.text.process(body(enableSummary=True))
    assert (sites.sent().json["enableSummary"], query(sites.sent())) == (True, {})
    sites.client.audio.process_file(CLIP, enable_summary=True)
    assert query(sites.sent()) == {"enableSummary": "true"}


@row(10, "accepted")
def _(sites: Sites) -> None:
    for kind in ("audio/wav", "audio/mpeg", "application/octet-stream", "application/json", "", None):
        headers = {} if kind is None else {"Content-Type": kind}
        answer = sites.account.ok("POST", "/v1/process/audio", content=CLIP, headers=headers)
        sites.account.wait(answer["jobId"])


@row(10, "sent")
def _(sites: Sites) -> None:
    sites.client.audio.process_file(CLIP)
    assert sites.sent().headers["content-type"] in ("audio/wav", "audio/wave")
    sites.client.audio.process_file(b"what this is nobody knows")
    assert "content-type" not in sites.sent().headers


@row(11, "accepted")
def _(sites: Sites) -> None:
    sound = say(1, seconds=0.2, pause=0.1)
    for clip in (wav(sound), wav(sound, sound), wav(sound, sound, sound)):
        answer = sites.account.ok("POST", "/v1/process/audio", content=clip)
        sites.account.wait(answer["jobId"])
        assert sites.account.texts(answer["conversationId"])


@row(12, "accepted")
def _(sites: Sites) -> None:
    for span in (AT, {"StartTime": AT["startTime"], "EndTime": AT["endTime"]}):
        conversation_id = sites.account.process(message(duration=span))
        [found] = sites.account.read(conversation_id, "/messages")["messages"]
        assert {name: found[name] for name in AT} == AT


@row(12, "sent")
def _(sites: Sites) -> None:
    sites.client.text.process(
        {"messages": [message(duration={"StartTime": AT["startTime"], "EndTime": AT["endTime"]})]}
    )
    assert sites.sent().json["messages"][0]["duration"] == AT


@row(13, "sent")
def _(sites: Sites) -> None:
    client = sites.client
    client.text.append(body(), "7")
    for media in (client.audio, client.video):
        media.append_file(CLIP, "7")
        media.append_url(URL, "7")
    sites.scripted.script("/conversations/7", Answer(200, {"id": "7", "metadata": {}}))
    client.conversations.update_metadata("7", {})
    sent = [(call.method, call.path) for call in sites.scripted.calls if "/job/" not in call.path]
    places = ("text", "audio", "audio/url", "video", "video/url")
    assert sent == [("PUT", f"/v1/process/{place}/7") for place in places] + [("PUT", "/v1/conversations/7")]


# ------------------------------------------------------------------------------------------- answers


@row(14, "accepted")
def _(sites: Sites) -> None:
    for word in ("completed", "complete"):
        sites.scripted.script("/job/j1", job("scheduled"), job("in_progress"), job("on_hold"), job(word))
        assert sites.client.text.process(body()).get_job_status() == "completed"
    sites.scripted.script("/job/j1", job("failed"))
    with pytest.raises(symbl.JobFailedError):
        sites.client.text.process(body())


@row(15, "accepted")
def _(sites: Sites) -> None:
    for name in ("id", "jobId"):
        sites.scripted.script("/job/j1", Answer(200, {name: "j1", "status": "completed"}))
        conversation = sites.client.text.process(body())
        assert (conversation.get_job_status(), conversation.get_job_id()) == ("completed", "j1")
        event = symbl.webhooks.unwrap(json.dumps({name: "j1", "status": "failed"}), {}, allow_unsigned=True)
        assert (event.job_id, event.status) == ("j1", "failed")


@row(15, "sent")
def _(sites: Sites) -> None:
    _, job_id = sites.account.submit("Hello.", features={"featureList": ["callScore"]})
    assert sites.account.wait(job_id) == {"id": job_id, "status": "completed"}
    conversation_id = sites.account.process("Hello.", features={"featureList": ["callScore"]})
    assert set(sites.account.read(conversation_id, "/callscore/status")) == {"jobId", "status"}


@row(16, "accepted")
def _(sites: Sites) -> None:
    sites.account.process("Hello.")
    for limit, count in ((0, 0), (1, 1), (32768, 1), (65536, 1)):
        assert len(sites.account.ok("GET", "/v1/conversations", params={"limit": limit})["conversations"]) == count
    assert sites.account.call("GET", "/v1/conversations", params={"limit": 65537}).status_code == 400


@row(17, "accepted")
def _(sites: Sites) -> None:
    now = datetime.now(UTC)
    old, new = (
        sites.account.process(message(duration={"startTime": (now - timedelta(days=days)).isoformat()}))
        for days in (8, 6)
    )

    def listed(**params: str) -> list[str]:
        return [one["id"] for one in sites.account.ok("GET", "/v1/conversations", params=params)["conversations"]]

    assert listed() == [new]
    week = (now - timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("startTime", "startDate"):
        assert listed(filter=f"conversation.{name}<={week}") == [old]
        assert listed(filter=f"conversation.{name}>={week}") == [new]


@row(17, "sent")
def _(sites: Sites) -> None:
    sites.scripted.script("/v1/conversations", Answer(200, {"conversations": []}))
    list(sites.client.conversations.list(start_time=datetime(2026, 3, 2, tzinfo=UTC)))
    assert query(sites.sent())["startTime"].startswith("2026-03-02T00:00:00")
    assert "filter" not in query(sites.sent())


@row(18, "accepted")
def _(sites: Sites) -> None:
    whole = {"id": "7", "type": "meeting", "name": "A", **AT, "members": [], "metadata": {"a": "b"}}
    for answer in (whole, {"id": "7", "metadata": {"a": "b"}}):
        found = sites.read("/conversations/7", answer).update_metadata("7", {"a": "b"})
        assert (found.id, found.to_dict()) == ("7", answer)


PEOPLE: list[Any] = [
    {},
    {"name": "Ana"},
    {"id": "1", "name": "Ana"},
    {"email": "ana@x.y"},
    {"name": "Ana", "userId": "ana@x.y"},
    {"id": "1", "name": "Ana", "email": "ana@x.y", "userId": "ana@x.y"},
    None,
]


@row(19, "accepted")
def _(sites: Sites) -> None:
    for person in PEOPLE:
        said = {"id": "1", "text": "Hello.", "conversationId": "7", **AT, "from": person}
        [found] = sites.read("/messages", {"messages": [said]}).get_messages("7").messages
        assert (found.from_.to_dict() if found.from_ else None) == person
        item = {"id": "1", "text": "Hello.", "score": 1, "messageIds": [], "from": person, "assignee": person}
        [insight] = sites.read("/insights", {"insights": [item]}).get_insights("7").insights
        assert (insight.from_.to_dict() if insight.from_ else None) == person
        assert (insight.assignee.to_dict() if insight.assignee else None) == person


@row(20, "accepted")
def _(sites: Sites) -> None:
    for phrases in ([{"type": "action_phrase", "text": "call him"}], ["call him"], []):
        said = {"id": "1", "text": "Hello.", "conversationId": "7", **AT, "phrases": phrases}
        [found] = sites.read("/messages", {"messages": [said]}).get_messages("7").messages
        assert found.to_dict()["phrases"] == phrases
        item = {"id": "1", "text": "Hello.", "score": 1, "messageIds": [], "phrases": phrases}
        [insight] = sites.read("/action-items", {"actionItems": [item]}).get_action_items("7").action_items
        assert insight.to_dict()["phrases"] == phrases


@row(21, "accepted")
def _(sites: Sites) -> None:
    for word in ("topic", "topics"):
        for refs in ([], None, [{"type": "topic", "text": "work"}]):
            topic = {"id": "1", "text": "x", "type": word, "score": 0.5, "messageIds": [], "parentRefs": refs}
            [found] = sites.read("/topics", {"topics": [topic]}).get_topics("7").topics
            assert (found.type, [ref.to_dict() for ref in found.parent_refs or ()]) == (word, refs or [])


@row(22, "sent")
def _(sites: Sites) -> None:
    expected = {-1: "negative", -0.301: "negative", -0.3: "neutral", 0: "neutral", 0.3: "neutral", 0.301: "positive"}
    assert {score: views.sentiment(score)["suggested"] for score in expected} == expected


@row(23, "accepted")
def _(sites: Sites) -> None:
    for kind in ("question", "action_item", "follow_up", "a_new_word"):
        item = {"id": "1", "text": "Hello.", "type": kind, "score": 1, "messageIds": ["2"]}
        [found] = sites.read("/insights", {"insights": [item]}).get_insights("7").insights
        assert found.type == kind
    conversation_id = sites.account.process("What is it?", "TODO Ann: do it.", "CALL him.", confidenceThreshold=0)
    found = sites.account.read(conversation_id, "/insights")["insights"]
    assert {item["type"] for item in found} == {"question", "action_item", "follow_up"}


@row(24, "accepted")
def _(sites: Sites) -> None:
    ref = {"id": "2", "text": "Hello.", "offset": 0}
    flat = {"type": "person", "value": "Ana", "text": "ana", "messageRefs": [ref]}
    later = {
        "type": "person",
        "subType": "name",
        "category": "Custom",
        "matches": [{"detectedValue": "Ana", "messageRefs": [ref]}],
    }
    for entity in (flat, later):
        [found] = sites.read("/entities", {"entities": [entity]}).get_entities("7").entities
        assert found.to_dict() == entity
        refs = found.message_refs or (found.matches or [])[0].message_refs or []
        assert [one.id for one in refs] == ["2"]


@row(25, "accepted")
def _(sites: Sites) -> None:
    conversation_id = sites.account.process(message(), trackers=[TRACKER])
    new = sites.account.read(conversation_id, "/trackers-detected")
    assert new == sites.account.read(conversation_id, "/trackers")
    assert new != []


@row(25, "sent")
def _(sites: Sites) -> None:
    sites.scripted.script("/trackers-detected", Answer(200, []))
    assert sites.client.conversations.get_trackers("7").trackers == []
    assert sites.sent().path == "/v1/conversations/7/trackers-detected"


@row(26, "accepted")
def _(sites: Sites) -> None:
    sites.account.ok("POST", "/v1/manage/tracker", json={"name": "Place", "vocabulary": ["there"]})
    for given, names in (
        ({"trackers": [TRACKER]}, {"Greeting"}),
        ({"trackers": [TRACKER], "enableAllTrackers": True}, {"Greeting", "Place"}),
        ({"enableAllTracker": True}, {"Place"}),
        ({}, set()),
    ):
        conversation_id = sites.account.process(message(), **given)
        assert {one["name"] for one in sites.account.read(conversation_id, "/trackers-detected")} == names, given


@row(27, "accepted")
def _(sites: Sites) -> None:
    for ref in (
        {"id": "1", "text": "x", "offset": 0},
        {"id": "1", "text": "x", "type": "question", "offset": -1},
        {"id": "1", "offset": 0, "more": {"a": None}},
    ):
        match = {"type": "vocabulary", "value": "x", "messageRefs": [], "insightRefs": [ref]}
        sites.scripted.script("/trackers-detected", Answer(200, [{"id": "1", "name": "X", "matches": [match]}]))
        [found] = sites.client.conversations.get_trackers("7").trackers
        assert (found.matches[0].insight_refs or [])[0].to_dict() == ref


def speaker(**members: Any) -> dict[str, Any]:
    share = {"percentage": 50, "seconds": 1.5}
    return {"id": "1", "name": "Ana", "pace": {"wpm": 100}, "talkTime": share, "listenTime": share, **members}


@row(28, "accepted")
def _(sites: Sites) -> None:
    for extra in ({}, {"userId": "ana@x.y"}, {"userID": "ana@x.y"}, {"email": "ana@x.y"}, {"userId": None}):
        answer = {"metrics": [], "members": [speaker(**extra)]}
        [found] = sites.read("/analytics", answer).get_analytics("7").members
        assert found.user_id == extra.get("userId")
        assert found.name == "Ana"


@row(29, "accepted")
def _(sites: Sites) -> None:
    other = {"id": "2", "name": "Bo", "percent": 10, "seconds": 2}
    for overlap in ({}, None, {"overlapDuration": 2, "overlappingMembers": [other]}):
        answer = {"metrics": [], "members": [speaker(overlap=overlap)]}
        [found] = sites.read("/analytics", answer).get_analytics("7").members
        assert (found.overlap.to_dict() if found.overlap else None) == overlap


@row(30, "accepted")
def _(sites: Sites) -> None:
    for transcript, content in (
        ({"payload": "1", "contentType": "text/srt"}, lambda payload: payload),
        ({"payload": {"content": "1", "contentType": "text/srt"}}, lambda payload: payload.content),
        ({"payload": "1"}, lambda payload: payload),
    ):
        conversations = sites.read("/transcript", {"transcript": transcript})
        assert content(conversations.get_formatted_transcript("7", content_type="srt").transcript.payload) == "1"


@row(31, "accepted")
def _(sites: Sites) -> None:
    conversation_id = sites.account.process("The silver plan is the cheapest plan that we have.")
    path = f"/v1/conversations/{conversation_id}/summary"
    for method in ("GET", "POST"):
        for params in ({}, {"refresh": "true"}, {"refresh": "false"}):
            assert set(sites.account.ok(method, path, params=params)) == {"summary"}


@row(31, "sent")
def _(sites: Sites) -> None:
    sites.read("/summary", {"summary": []}).get_summary("7", refresh=True)
    assert (sites.sent().method, query(sites.sent())) == ("GET", {"refresh": "true"})


@row(32, "accepted")
def _(sites: Sites) -> None:
    conversation_id = sites.account.process("Hello.")
    forms = [
        {"name": "audio-summary", "audioURL": URL},
        {"name": "audio-summary", "audioUrl": URL, "summaryURLExpiresIn": 0},
        {"name": "video-summary", "videoUrl": URL},
        {"name": "video-summary", "videoURL": URL, "summaryUrlExpiresIn": 60},
        {"name": "video-summary"},
        {"name": "verbose-text-summary", "audioUrl": URL},
    ]
    for form in forms:
        for place in ("experiences", "summary", "experiences/summary"):
            answer = sites.account.ok("POST", f"/v1/conversations/{conversation_id}/{place}", json=form)
            assert answer["name"] == form["name"]
            assert sites.account.call("GET", answer["url"]).status_code == 200


@row(32, "sent")
def _(sites: Sites) -> None:
    conversations = sites.read("/experiences", {"name": "audio-summary", "url": "http://x/1"})
    conversations.create_experience("7", "audio-summary", {"audioURL": URL})
    assert sites.sent().path == "/v1/conversations/7/experiences"
    assert sites.sent().json == {"name": "audio-summary", "audioUrl": URL}
    conversations.create_experience("7", "video-summary", {"videoURL": URL}, expires_in=0)
    assert sites.sent().json == {"name": "video-summary", "videoUrl": URL, "summaryURLExpiresIn": 0}


@row(33, "accepted")
def _(sites: Sites) -> None:
    one = {"id": "1", "name": "Greeting", "vocabulary": ["hello"]}
    for answer in ({"trackers": [one]}, {"tracker": one}):
        sites.scripted.script("/manage/trackers", Answer(200, answer))
        assert [tracker.to_dict() for tracker in sites.client.trackers.list()] == [one]
        found = sites.client.trackers.find("Greeting")
        assert found is not None
        assert found.id == "1"


@row(34, "sent")
def _(sites: Sites) -> None:
    answer = {"tracker": {"id": "7", "name": "Greeting", "vocabulary": ["hello", "hi"]}}
    sites.scripted.script("/manage/tracker/7", Answer(200, answer))
    sites.client.trackers.update("7", "Greeting", ["hello", "hi"])
    assert (sites.sent().method, sites.sent().path) == ("PUT", "/v1/manage/tracker/7")
    assert sites.sent().json == {"id": "7", "name": "Greeting", "vocabulary": ["hello", "hi"]}
    sites.scripted.script("/manage/trackers/7", Answer(200, answer))
    sites.client.trackers.patch("7", [{"op": "remove", "path": "/vocabulary", "value": ["hi"]}])
    assert (sites.sent().method, sites.sent().path) == ("PATCH", "/v1/manage/trackers/7")


@row(34, "accepted")
def _(sites: Sites) -> None:
    made = sites.account.ok("POST", "/v1/manage/tracker", json=TRACKER)["tracker"]
    for place in ("tracker", "trackers"):
        change = {"id": made["id"], "name": "Greeting", "vocabulary": [f"{place} word"]}
        changed = sites.account.ok("PUT", f"/v1/manage/{place}/{made['id']}", json=change)["tracker"]
        assert changed["vocabulary"][0] == f"{place} word"
        assert changed["vocabulary"][-1] == "hello"


@row(35, "accepted")
def _(sites: Sites) -> None:
    many = [f"word {number}" for number in range(60)]
    for number, vocabulary in enumerate((["we're e.g. a well-known one"], ["one"], many)):
        given = {"name": f"T{number}", "vocabulary": vocabulary}
        assert sites.account.ok("POST", "/v1/manage/tracker", json=given)["tracker"]["vocabulary"] == vocabulary
    for phrase in ("what?", "a, b", "(a)"):
        given = {"name": "T", "vocabulary": [phrase]}
        assert sites.account.call("POST", "/v1/manage/tracker", json=given).status_code == 400


GROUP = {"name": "Mine", "criteria": "conversation.name==a"}


@row(36, "accepted")
def _(sites: Sites) -> None:
    for id_ in ("123", 123):
        made = sites.account.ok("POST", "/v1/manage/group", json={"id": id_, **GROUP})["group"]
        assert (made["name"], made["id"] != "123") == ("Mine", True)
        change = {"name": "Yours", "criteria": GROUP["criteria"], "id": type(id_)(made["id"])}
        assert sites.account.ok("PUT", f"/v1/manage/group/{made['id']}", json=change)["group"]["name"] == "Yours"
        sites.scripted.script("/manage/group/123", Answer(200, {"group": {"id": id_, **GROUP}}))
        assert sites.client.groups.get("123").id == "123"


@row(36, "sent")
def _(sites: Sites) -> None:
    sites.scripted.script("/manage/group", Answer(201, {"group": {"id": 8, **GROUP}}))
    group = sites.client.groups.create("Mine", GROUP["criteria"])
    assert sites.sent().json == GROUP
    sites.scripted.script("/manage/group/8", Answer(200, {"group": {"id": "8", **GROUP}}))
    sites.client.groups.update(group.id, "Mine", GROUP["criteria"])
    assert sites.sent().json == {"id": "8", **GROUP}


# ------------------------------------------------------------------------------------------ telephony


def call(sites: Sites, endpoint: dict[str, Any], **members: Any) -> dict[str, Any]:
    """Call, and hang up; gives what was answered first."""
    given = {"operation": "start", "endpoint": endpoint, **members}
    given = {name: value for name, value in given.items() if value is not None}
    made = sites.account.ok("POST", "/v1/endpoint:connect", json=given)
    assert {"eventUrl", "resultWebSocketUrl", "connectionId", "conversationId"} <= set(made)
    end = {"operation": "stop", "connectionId": made["connectionId"]}
    assert sites.account.ok("POST", "/v1/endpoint:connect", json=end)["connectionId"] == made["connectionId"]
    return made


PHONE = {"type": "pstn", "phoneNumber": NUMBER}
SIP = {"type": "sip", "uri": "sip:8002@sip.example.com"}


@row(37, "accepted")
def _(sites: Sites) -> None:
    for number in (NUMBER, f"+{NUMBER}"):
        call(sites, {"type": "pstn", "phoneNumber": number})


@row(38, "accepted")
def _(sites: Sites) -> None:
    call(sites, PHONE, actions={}, data={}, timezone={}, languages={})
    call(sites, PHONE, actions=[], data={"session": {}}, timezone="UTC")


@row(39, "accepted")
def _(sites: Sites) -> None:
    for size in (16, "16"):
        call(sites, {**SIP, "audioConfig": {"encoding": "PCMU", "sampleRate": 8000, "sampleSize": size}})


@row(40, "accepted")
def _(sites: Sites) -> None:
    call(sites, PHONE, operation=None)  # and hung up without an endpoint
    made = sites.account.ok("POST", "/v1/endpoint:connect", json={"endpoint": PHONE})
    end = {"operation": "stop", "connectionId": made["connectionId"], "endpoint": PHONE}
    sites.account.ok("POST", "/v1/endpoint:connect", json=end)


@row(41, "accepted")
def _(sites: Sites) -> None:
    for languages in (["en-US"], ["en-US", "fr-FR"], ["fr-FR"], []):
        call(sites, PHONE, languages=languages)


def asked(sites: Sites, ask: Callable[[symbl.Symbl], Any]) -> Any:
    """What is sent for a call, which is refused."""
    sites.scripted.script("/v1/endpoint:connect", Answer(400, {"message": "no"}))
    with pytest.raises(symbl.BadRequestError):
        ask(sites.client)
    return sites.sent().json


@row(37, "sent")
def _(sites: Sites) -> None:
    for number in (NUMBER, f"+{NUMBER}", "+1 (555) 123-0000"):
        sent = asked(sites, lambda client, number=number: client.telephony.start_pstn(number))
        assert sent["endpoint"]["phoneNumber"] == NUMBER


@row(38, "sent")
def _(sites: Sites) -> None:
    sent = asked(sites, lambda client: client.telephony.start_pstn(NUMBER, actions={}, data={}))
    assert sent == {"operation": "start", "endpoint": PHONE}


@row(39, "sent")
def _(sites: Sites) -> None:
    for size in (16, "16"):
        audio = {"encoding": "PCMU", "sampleRate": 8000, "sampleSize": size}
        sent = asked(sites, lambda client, audio=audio: client.telephony.start_sip(SIP["uri"], audio_config=audio))
        assert sent["endpoint"]["audioConfig"]["sampleSize"] == 16


@row(40, "sent")
def _(sites: Sites) -> None:
    assert asked(sites, lambda client: client.telephony.start_pstn(NUMBER))["operation"] == "start"
    sent = asked(sites, lambda client: client.telephony.stop("c1"))
    assert sent == {"operation": "stop", "connectionId": "c1"}


# ------------------------------------------------------------------------------------- people and topics


def events(**user: Any) -> dict[str, Any]:
    words = [("started_speaking", 0), ("stopped_speaking", 60)]
    return {"speakerEvents": [{"type": word, "user": user, "offset": {"seconds": at}} for word, at in words]}


@row(42, "accepted")
def _(sites: Sites) -> None:
    for user in (
        {"id": "bo", "name": "Bo", "email": "bo@x.y"},
        {"userId": "bo@x.y", "name": "Bo"},
        {"email": "bo@x.y", "name": "Bo"},
        {"name": "Bo"},
    ):
        conversation_id = sites.account.process("Hello.")
        sites.account.ok("PUT", f"/v1/conversations/{conversation_id}/speakers", json=events(**user))
        [said] = sites.account.read(conversation_id, "/messages")["messages"]
        assert said["from"]["name"] == "Bo", user


@row(42, "sent")
def _(sites: Sites) -> None:
    given = events(id="1", name="Bo", email="bo@x.y")
    sites.read("/speakers", {"message": "done"}).put_speakers_events("7", given)
    assert sites.sent().json == given


@row(43, "accepted")
def _(sites: Sites) -> None:
    for name in ("Old Name", "New Name"):
        item = {
            "id": "1",
            "text": "I will.",
            "score": 1,
            "messageIds": [],
            "from": {"id": "2", "name": "New Name"},
            "assignee": {"id": "2", "name": name},
        }
        [found] = sites.read("/action-items", {"actionItems": [item]}).get_action_items("7").action_items
        assert (found.assignee.name, found.from_.name) == (name, "New Name")
    conversation_id = sites.account.process("TODO Ann: do it.")
    [ann] = sites.account.read(conversation_id, "/members")["members"]
    change = {"id": ann["id"], "name": "Anna"}
    sites.account.ok("PUT", f"/v1/conversations/{conversation_id}/members/{ann['id']}", json=change)
    [item] = sites.account.read(conversation_id, "/action-items")["actionItems"]
    assert item["assignee"]["name"] == item["from"]["name"] == "Anna"


@row(44, "accepted")
def _(sites: Sites) -> None:
    for id_ in ("0a6d9c1e-1df3-4a4e-9f55-0f3a2f3e6b01", "4599374873722880", 4599374873722880):
        [found] = sites.read("/members", {"members": [{"id": id_, "name": "Ana"}]}).get_members("7").members
        assert found.id == str(id_)
        conversations = sites.read(f"/members/{id_}", {"message": "done"})
        conversations.put_members("7", found.id, name="Ana")
        assert sites.sent().json["id"] == str(id_)


@row(45, "accepted")
def _(sites: Sites) -> None:
    conversation_id = sites.account.process("The #work on #plans is good.")
    found = sites.account.read(conversation_id, "/topics", sentiment="true", parentRefs="true")["topics"]
    assert all(topic["sentiment"]["polarity"] for topic in found)
    assert [topic["parentRefs"] for topic in found] == [[], [{"type": "topic", "text": "work"}]]


@row(45, "sent")
def _(sites: Sites) -> None:
    conversations = sites.read("/topics", {"topics": []})
    conversations.get_topics("7", parent_refs=True)
    assert query(sites.sent()) == {"parentRefs": "true"}
    conversations.get_topics("7", sentiment=True)
    assert query(sites.sent()) == {"sentiment": "true"}


@pytest.mark.parametrize("case", [case for _, _, case in CASES], ids=[f"{number}-{side}" for number, side, _ in CASES])
def test_row(case: Case, sites: Sites) -> None:
    case(sites)
