"""The calls that change something: what they send, what they refuse, and what is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import symbl
from symbl_api.models import GroupRequest, ManagedEntityRequest, TrackerRequest

from .driving import both, drive
from .script import LOST, RESET, Answer, ScriptedServer

TRACKER = {"id": "7", "name": "Pricing", "vocabulary": ["discount"]}
GROUP = {"id": "8", "name": "Mine", "criteria": "conversation.name==a"}
ENTITY = {"id": "9", "type": "PRODUCT", "subType": "plan", "values": ["silver"]}
BOOKMARK = {"id": "6", "label": "x"}
USER = {"name": "Ana", "userId": "a@x.y", "email": "a@x.y"}
DONE = {"message": "done"}
EVENTS = {"speakerEvents": [{"type": "started_speaking", "user": {"id": "1"}, "offset": {"seconds": 0, "nanos": 0}}]}
BLACK = {"background": "#000000"}
ENTITY_BODY = {"type": "PRODUCT", "subType": "plan", "values": ["silver"]}

Form = Callable[[Any], Any]

# What is called, what is sent (method, path, body), what is answered, what part of it is given.
CHANGES: dict[str, tuple[Form, str, str, Any, Any, Callable[[Any], Any], Any]] = {
    "put_members": (
        lambda c: c.conversations.put_members("5", "m1", parameters={"id": "m1", "name": "Ana", "email": "a@x.y"}),
        "PUT",
        "/v1/conversations/5/members/m1",
        {"id": "m1", "name": "Ana", "email": "a@x.y"},
        DONE,
        lambda r: r.message,
        "done",
    ),
    "put_members by keywords": (
        lambda c: c.conversations.put_members(5, "m1", name="Ana"),
        "PUT",
        "/v1/conversations/5/members/m1",
        {"id": "m1", "name": "Ana"},
        DONE,
        lambda r: r.message,
        "done",
    ),
    "put_speakers_events": (
        lambda c: c.conversations.put_speakers_events("5", EVENTS),
        "PUT",
        "/v1/conversations/5/speakers",
        EVENTS,
        DONE,
        lambda r: r.message,
        "done",
    ),
    "put_speakers_events in snake_case": (
        lambda c: c.conversations.put_speakers_events("5", {"speaker_events": EVENTS["speakerEvents"]}),
        "PUT",
        "/v1/conversations/5/speakers",
        EVENTS,
        DONE,
        lambda r: r.message,
        "done",
    ),
    "update_metadata": (
        lambda c: c.conversations.update_metadata("5", {"agent_id": "ana"}),
        "PUT",
        "/v1/conversations/5",
        {"metadata": {"agent_id": "ana"}},
        {"id": "5", "metadata": {"agent_id": "ana"}},
        lambda r: r.metadata.additional_properties,
        {"agent_id": "ana"},
    ),
    "delete_conversation": (
        lambda c: c.conversations.delete_conversation("5"),
        "DELETE",
        "/v1/conversations/5",
        None,
        DONE,
        lambda r: r.message,
        "done",
    ),
    "transcript": (
        lambda c: c.conversations.get_formatted_transcript("5"),
        "POST",
        "/v1/conversations/5/transcript",
        {"contentType": "text/markdown"},
        {"transcript": {"payload": "Hello.", "contentType": "text/markdown"}},
        lambda r: r.transcript.payload,
        "Hello.",
    ),
    "transcript with words for booleans": (
        lambda c: c.conversations.get_formatted_transcript(
            parameters={
                "contentType": "text/markdown",
                "createParagraphs": "true",
                "phrases": {"highlightAllKeyPhrases": "true"},
                "showSpeakerSeparation": "false",
            },
            conversation_id="5",
        ),
        "POST",
        "/v1/conversations/5/transcript",
        {
            "contentType": "text/markdown",
            "createParagraphs": True,
            "phrases": {"highlightAllKeyPhrases": True},
            "showSpeakerSeparation": False,
        },
        {"transcript": {"payload": "Hello."}},
        lambda r: r.transcript.payload,
        "Hello.",
    ),
    "transcript as subtitles": (
        lambda c: c.conversations.get_formatted_transcript("5", content_type="srt", show_speaker_separation=True),
        "POST",
        "/v1/conversations/5/transcript",
        {"contentType": "text/srt", "showSpeakerSeparation": True},
        {"transcript": {"payload": {"content": "1", "contentType": "text/srt"}}},
        lambda r: r.transcript.payload.content,
        "1",
    ),
    "experience": (
        lambda c: c.conversations.create_experience("5", expires_in=60, parameters={"color": BLACK}),
        "POST",
        "/v1/conversations/5/experiences",
        {"name": "verbose-text-summary", "summaryURLExpiresIn": 60, "color": BLACK},
        {"name": "verbose-text-summary", "url": "http://x/1"},
        lambda r: r,
        "http://x/1",
    ),
    "experience with a sound": (
        lambda c: c.conversations.create_experience("5", "audio-summary", {"audioURL": "http://x/a.mp3"}),
        "POST",
        "/v1/conversations/5/experiences",
        {"name": "audio-summary", "audioUrl": "http://x/a.mp3"},
        {"url": "http://x/1"},
        lambda r: r,
        "http://x/1",
    ),
    "experience url": (
        lambda c: c.conversations.put_experience_url("5", "https://x.y/1"),
        "PUT",
        "/v1/conversations/5/experiences/url",
        {"url": "https://x.y/1"},
        {"url": "https://x.y/1"},
        lambda r: r.url,
        "https://x.y/1",
    ),
    "create tracker": (
        lambda c: c.trackers.create("Pricing", ["discount"], description="d", languages=("en-US",)),
        "POST",
        "/v1/manage/tracker",
        {"name": "Pricing", "vocabulary": ["discount"], "description": "d", "languages": ["en-US"]},
        {"tracker": TRACKER},
        lambda r: r.id,
        "7",
    ),
    "create trackers": (
        lambda c: c.trackers.create_many(
            [{"name": "a", "vocabulary": ["x"]}, TrackerRequest(name="b", vocabulary=["y"])]
        ),
        "POST",
        "/v1/manage/trackers",
        [{"name": "a", "vocabulary": ["x"]}, {"name": "b", "vocabulary": ["y"]}],
        {"trackers": [TRACKER]},
        lambda r: [t.id for t in r],
        ["7"],
    ),
    "list trackers": (
        lambda c: c.trackers.list(),
        "GET",
        "/v1/manage/trackers",
        None,
        {"trackers": [TRACKER]},
        lambda r: [t.id for t in r],
        ["7"],
    ),
    "list trackers that are one": (
        lambda c: c.trackers.list(),
        "GET",
        "/v1/manage/trackers",
        None,
        {"tracker": TRACKER},
        lambda r: [t.id for t in r],
        ["7"],
    ),
    "get tracker": (
        lambda c: c.trackers.get(7),
        "GET",
        "/v1/manage/tracker/7",
        None,
        {"tracker": TRACKER},
        lambda r: r.name,
        "Pricing",
    ),
    "update tracker": (
        lambda c: c.trackers.update("7", "Pricing", ["rebate"]),
        "PUT",
        "/v1/manage/tracker/7",
        {"id": "7", "name": "Pricing", "vocabulary": ["rebate"]},
        {"tracker": TRACKER},
        lambda r: r.name,
        "Pricing",
    ),
    "patch tracker": (
        lambda c: c.trackers.patch("7", [{"op": "add", "path": "/vocabulary", "value": ["rebate"]}]),
        "PATCH",
        "/v1/manage/trackers/7",
        [{"op": "add", "path": "/vocabulary", "value": ["rebate"]}],
        {"tracker": TRACKER},
        lambda r: r.name,
        "Pricing",
    ),
    "delete tracker": (
        lambda c: c.trackers.delete("7"),
        "DELETE",
        "/v1/manage/tracker/7",
        None,
        {"id": "7", "type": "tracker", "deleted": True},
        lambda r: r.deleted,
        True,
    ),
    "create group": (
        lambda c: c.groups.create("Mine", "conversation.name==a", "d"),
        "POST",
        "/v1/manage/group",
        {"name": "Mine", "criteria": "conversation.name==a", "description": "d"},
        {"group": GROUP},
        lambda r: r.id,
        "8",
    ),
    "create groups": (
        lambda c: c.groups.create_many([GroupRequest(name="Mine", criteria="conversation.name==a")]),
        "POST",
        "/v1/manage/groups",
        [{"name": "Mine", "criteria": "conversation.name==a"}],
        {"groups": [GROUP]},
        lambda r: [g.id for g in r],
        ["8"],
    ),
    "list groups": (
        lambda c: c.groups.list(),
        "GET",
        "/v1/manage/groups",
        None,
        {"groups": [{**GROUP, "id": 8}]},
        lambda r: [g.id for g in r],
        ["8"],
    ),
    "get group": (
        lambda c: c.groups.get("8"),
        "GET",
        "/v1/manage/group/8",
        None,
        {"group": GROUP},
        lambda r: r.id,
        "8",
    ),
    "update group": (
        lambda c: c.groups.update("8", "Mine", "conversation.name==b"),
        "PUT",
        "/v1/manage/group/8",
        {"id": "8", "name": "Mine", "criteria": "conversation.name==b"},
        {"group": GROUP},
        lambda r: r.id,
        "8",
    ),
    "delete group": (
        lambda c: c.groups.delete("8"),
        "DELETE",
        "/v1/manage/group/8",
        None,
        {"id": "8", "type": "group", "deleted": True},
        lambda r: r.deleted,
        True,
    ),
    "create entities": (
        lambda c: c.entities.create_many(
            [ENTITY_BODY, ManagedEntityRequest(type="PRODUCT", sub_type="plan", values=["gold"])]
        ),
        "POST",
        "/v1/manage/entities/bulk",
        [ENTITY_BODY, {**ENTITY_BODY, "values": ["gold"]}],
        {"entities": [ENTITY]},
        lambda r: [e.id for e in r],
        ["9"],
    ),
    "list entities": (
        lambda c: c.entities.list(),
        "GET",
        "/v1/manage/entities",
        None,
        {"entities": [ENTITY]},
        lambda r: [e.id for e in r],
        ["9"],
    ),
    "get entity": (
        lambda c: c.entities.get("9"),
        "GET",
        "/v1/manage/entities/9",
        None,
        ENTITY,
        lambda r: r.values,
        ["silver"],
    ),
    "update entity": (
        lambda c: c.entities.update("9", ENTITY_BODY),
        "PUT",
        "/v1/manage/entities/9",
        ENTITY_BODY,
        ENTITY,
        lambda r: r.id,
        "9",
    ),
    "delete entity": (
        lambda c: c.entities.delete("9"),
        "DELETE",
        "/v1/manage/entities/9",
        None,
        {"id": "9", "deleted": True},
        lambda r: r.id,
        "9",
    ),
    "delete entities": (
        lambda c: c.entities.delete_sub_type("plan"),
        "DELETE",
        "/v1/manage/entities?subType=plan",
        None,
        DONE,
        lambda r: r.message,
        "done",
    ),
    "list bookmarks": (
        lambda c: c.bookmarks.list("5"),
        "GET",
        "/v1/conversations/5/bookmarks",
        None,
        {"bookmarks": [BOOKMARK]},
        lambda r: [b.id for b in r],
        ["6"],
    ),
    "create bookmark": (
        lambda c: c.bookmarks.create("5", "Price", "Where it came up", USER, 5, 10, ["m1"]),
        "POST",
        "/v1/conversations/5/bookmarks",
        {
            "label": "Price",
            "description": "Where it came up",
            "user": USER,
            "beginTimeOffset": 5,
            "duration": 10,
            "messageRefs": [{"id": "m1"}],
        },
        BOOKMARK,
        lambda r: r.id,
        "6",
    ),
    "get bookmark": (
        lambda c: c.bookmarks.get("5", "6"),
        "GET",
        "/v1/conversations/5/bookmarks/6",
        None,
        BOOKMARK,
        lambda r: r.id,
        "6",
    ),
    "update bookmark": (
        lambda c: c.bookmarks.update(5, 6, "Price", "More", USER, 0, 0),
        "PUT",
        "/v1/conversations/5/bookmarks/6",
        {"label": "Price", "description": "More", "user": USER, "beginTimeOffset": 0, "duration": 0},
        BOOKMARK,
        lambda r: r.id,
        "6",
    ),
    "delete bookmark": (
        lambda c: c.bookmarks.delete("5", "6"),
        "DELETE",
        "/v1/conversations/5/bookmarks/6",
        None,
        {"id": "6"},
        lambda r: r.id,
        "6",
    ),
    "bookmark summary": (
        lambda c: c.bookmarks.get_summary("5", "6"),
        "GET",
        "/v1/conversations/5/bookmarks/6/summary",
        None,
        {"summary": [{"id": "1", "text": "a", "bookmarkReference": {"id": "6"}}]},
        lambda r: r.summary[0].bookmark_reference.id,
        "6",
    ),
    "bookmark summaries": (
        lambda c: c.bookmarks.get_summaries("5"),
        "GET",
        "/v1/conversations/5/bookmarks-summary",
        None,
        {"bookmarksSummary": [{"bookmarkId": 6, "summary": []}]},
        lambda r: r[0].bookmark_id,
        "6",
    ),
    "summary": (
        lambda c: c.conversations.get_summary("5", refresh=True),
        "GET",
        "/v1/conversations/5/summary?refresh=true",
        None,
        {"summary": [{"id": "1", "text": "a", "messageRefs": [{"id": 4}]}]},
        lambda r: r.summary[0].message_refs[0].id,
        "4",
    ),
    "call score page": (
        lambda c: c.conversations.get_call_score_insights_url("5"),
        "GET",
        "/v1/conversations/experiences/insights/details/5?includeCallScore=true",
        None,
        {"url": "http://x/1"},
        lambda r: r.url,
        "http://x/1",
    ),
    "list page": (
        lambda c: c.conversations.get_insights_list_url(),
        "GET",
        "/v1/conversations/experiences/insights/list",
        None,
        {"url": "http://x/1"},
        lambda r: r.url,
        "http://x/1",
    ),
    "call score": (
        lambda c: c.conversations.get_call_score("5"),
        "GET",
        "/v1/conversations/5/callscore",
        None,
        {"score": 7.5, "summary": "s", "criteria": [{"name": "n", "score": 1, "feedback": {"positive": {}}}]},
        lambda r: (r.score, r.criteria[0].feedback.positive.summary),
        (7.5, None),
    ),
    "call score status": (
        lambda c: c.conversations.get_call_score_status("5"),
        "GET",
        "/v1/conversations/5/callscore/status",
        None,
        {"jobId": "j", "status": "in_progress"},
        lambda r: r.status,
        "in_progress",
    ),
}


@both
@pytest.mark.parametrize("name", CHANGES)
def test_what_is_sent_and_given(kind: str, name: str, scripted: ScriptedServer) -> None:
    form, method, target, body, answer, look, expected = CHANGES[name]
    scripted.script(target.partition("?")[0], Answer(200, answer))
    assert look(drive(kind, scripted.base_url, form)) == expected
    [call] = scripted.calls
    assert (call.method, call.target) == (method, target)
    assert (call.json if call.content else None) == body


WRONG: list[tuple[type[Exception], str, Form]] = [
    (ValueError, "members_id", lambda c: c.conversations.put_members("5", "")),
    (ValueError, "id", lambda c: c.conversations.put_members("5", "m1", {"id": "m2", "name": "Ana"})),
    (ValueError, "name", lambda c: c.conversations.put_members("5", "m1")),
    (TypeError, "name", lambda c: c.conversations.put_members("5", "m1", {"name": "a"}, name="b")),
    (TypeError, "parameters", lambda c: c.conversations.put_members("5", "m1", ["a"])),
    (ValueError, "speakerEvents", lambda c: c.conversations.put_speakers_events("5", {})),
    (TypeError, r"speakerEvents\[0\].offset", lambda c: c.conversations.put_speakers_events("5", late())),
    (TypeError, "metadata.a", lambda c: c.conversations.update_metadata("5", {"a": 1})),
    (ValueError, "metadata.a", lambda c: c.conversations.update_metadata("5", {"a": "x" * 129})),
    (TypeError, "metadata", lambda c: c.conversations.update_metadata("5", ["a"])),
    (ValueError, "conversation_id", lambda c: c.conversations.delete_conversation("")),
    (ValueError, "conversation_id", lambda c: c.conversations.delete_conversation("..")),
    (ValueError, "content_type", lambda c: c.conversations.get_formatted_transcript("5", content_type="text/html")),
    (TypeError, "createParagraphs", lambda c: c.conversations.get_formatted_transcript("5", {"createParagraphs": "x"})),
    (ValueError, "name", lambda c: c.conversations.create_experience("5", "page")),
    (ValueError, "audio_url", lambda c: c.conversations.create_experience("5", "audio-summary")),
    (ValueError, "video_url", lambda c: c.conversations.create_experience("5", "video-summary", audio_url="http://x")),
    (ValueError, "url", lambda c: c.conversations.put_experience_url("5", "javascript:alert(1)")),
    (TypeError, "vocabulary", lambda c: c.trackers.create("a", "discount")),
    (ValueError, "vocabulary", lambda c: c.trackers.create("a", [])),
    (ValueError, "vocabulary", lambda c: c.trackers.create("a", ["x", "x"])),
    (ValueError, "name", lambda c: c.trackers.create(" ", ["x"])),
    (TypeError, "name", lambda c: c.trackers.create(5, ["x"])),
    (ValueError, "trackers", lambda c: c.trackers.create_many([])),
    (ValueError, r"trackers\[1\].name", lambda c: c.trackers.create_many([TRACKER, {"vocabulary": ["x"]}])),
    (ValueError, "tracker_id", lambda c: c.trackers.get("")),
    (ValueError, "tracker_id", lambda c: c.trackers.delete("..")),
    (ValueError, "changes", lambda c: c.trackers.patch("7", [])),
    (ValueError, r"changes\[0\].op", lambda c: c.trackers.patch("7", [{"path": "/name"}])),
    (ValueError, "name", lambda c: c.groups.create("", "conversation.name==a")),
    (TypeError, "criteria", lambda c: c.groups.create("a", 5)),
    (ValueError, "groups", lambda c: c.groups.create_many([])),
    (ValueError, "group_id", lambda c: c.groups.update(None, "a", "conversation.name==a")),
    (ValueError, "group_id", lambda c: c.groups.conversations("")),
    (ValueError, "entities", lambda c: c.entities.create_many([])),
    (ValueError, r"entities\[0\].values", lambda c: c.entities.create_many([{**ENTITY_BODY, "values": []}])),
    (ValueError, "sub_type", lambda c: c.entities.delete_sub_type("")),
    (ValueError, "description", lambda c: c.bookmarks.create("5", "a", "", USER, 0, 1)),
    (ValueError, "begin_time_offset", lambda c: c.bookmarks.create("5", "a", "b", USER, -1, 1)),
    (TypeError, "duration", lambda c: c.bookmarks.create("5", "a", "b", USER, 0, "1")),
    (TypeError, "message_ids", lambda c: c.bookmarks.create("5", "a", "b", USER, 0, 1, "m1")),
    (TypeError, "limit", lambda c: c.conversations.list(limit="5")),
    (ValueError, "page_size", lambda c: c.conversations.list(page_size=0)),
    (ValueError, "order", lambda c: c.conversations.list(order="up")),
    (TypeError, "filter", lambda c: c.conversations.list(filter=5)),
    (TypeError, "start_time", lambda c: c.conversations.list(start_time="2026-01-01")),
    (TypeError, "unheard_of", lambda c: c.conversations.list(unheard_of=1)),
]


def late() -> Any:
    return {"speakerEvents": [{"type": "started_speaking", "user": {}, "offset": "1 s"}]}


@both
@pytest.mark.parametrize(("error", "named", "form"), WRONG)
def test_mistakes_raise_before_anything_is_sent(
    kind: str, error: type[Exception], named: str, form: Form, scripted: ScriptedServer
) -> None:
    with pytest.raises(error, match=named):
        drive(kind, scripted.base_url, form)
    assert scripted.connections == 0


REPEATED = {"put_members", "put_speakers_events", "update_metadata", "update group", "update entity", "update bookmark",
            "experience url", "delete tracker", "delete_conversation", "list trackers"}  # fmt: skip
ONCE = {"create tracker", "create trackers", "update tracker", "patch tracker", "create group", "create groups",
        "create entities", "create bookmark", "transcript", "experience"}  # fmt: skip


@both
@pytest.mark.parametrize("name", sorted(REPEATED | ONCE))
@pytest.mark.parametrize("trouble", ["lost", "broken"])
def test_what_is_repeated_after_a_lost_answer(kind: str, name: str, trouble: str, scripted: ScriptedServer) -> None:
    form, _, target, _, answer, look, expected = CHANGES[name]
    scripted.script(target, RESET if trouble == "lost" else Answer(500, DONE), Answer(200, answer))
    if name in REPEATED:
        assert look(drive(kind, scripted.base_url, form)) == expected
        assert len(scripted.calls) == 2
    else:
        with pytest.raises(symbl.ConnectionFailed if trouble == "lost" else symbl.ServerError):
            drive(kind, scripted.base_url, form)
        assert len(scripted.calls) == 1


@both
@pytest.mark.parametrize("name", sorted(REPEATED | ONCE))
def test_everything_is_repeated_after_429(kind: str, name: str, scripted: ScriptedServer) -> None:
    form, _, target, _, answer, look, expected = CHANGES[name]
    scripted.script(target, Answer(429, {"statusCode": 429, "message": "one at a time"}), Answer(200, answer))
    assert look(drive(kind, scripted.base_url, form)) == expected
    assert len(scripted.calls) == 2


@both
@pytest.mark.parametrize("first", [LOST, RESET, Answer(504, DONE)], ids=["lost", "reset", "504"])
def test_a_deletion_found_done_at_the_second_try_has_succeeded(kind: str, first: Any, scripted: ScriptedServer) -> None:
    scripted.script("/tracker/a%20b", first, Answer(404, DONE)).script("/v1/conversations/5", first, Answer(404, DONE))
    deleted = drive(kind, scripted.base_url, lambda c: c.trackers.delete("a b"))
    assert (deleted.id, deleted.deleted) == ("a b", True)
    assert "earlier" in drive(kind, scripted.base_url, lambda c: c.conversations.delete_conversation("5")).message


@both
@pytest.mark.parametrize("acts", [[Answer(404, DONE)], [Answer(500, DONE), Answer(404, DONE)]])
def test_but_not_one_that_was_never_carried_out(kind: str, acts: list[Any], scripted: ScriptedServer) -> None:
    scripted.script("/v1/conversations/5", *acts)
    with pytest.raises(symbl.NotFoundError):
        drive(kind, scripted.base_url, lambda c: c.conversations.delete_conversation("5"))


@both
def test_finding_a_tracker(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/v1/manage/trackers", Answer(200, {"trackers": [{**TRACKER, "name": "pricing"}, TRACKER]}))
    assert drive(kind, scripted.base_url, lambda c: c.trackers.find("Pricing")).name == "Pricing"
    assert scripted.calls[0].target == "/v1/manage/trackers?name=Pricing"
    assert drive(kind, scripted.base_url, lambda c: c.trackers.find("PRICING")) is None
    scripted.script("/v1/manage/trackers", Answer(404, DONE))
    assert drive(kind, scripted.base_url, lambda c: c.trackers.find("Pricing")) is None


# ------------------------------------------------------------------------------------------------------ lists


def page(request: Any) -> Answer:
    """Of 25 conversations, those that are asked for."""
    query = parse_qs(urlsplit(request.target).query)
    start = int(query["offset"][0])
    found = range(start, min(25, start + int(query["limit"][0])))
    return Answer(200, {"conversations": [{"id": str(number)} for number in found]})


async def collect(listing: Any) -> list[str]:
    if hasattr(listing, "__aiter__"):
        return [conversation.id async for conversation in listing]
    return [conversation.id for conversation in listing]


def ids(kind: str, scripted: ScriptedServer, form: Form) -> list[str]:
    found: list[str] = []

    async def keep(listing: Any) -> None:
        found.extend(await collect(listing))

    def step(client: Any) -> Any:
        listing = form(client)
        assert not scripted.calls, "nothing is asked before the first is wanted"
        if kind == "async":
            return keep(listing)
        found.extend(conversation.id for conversation in listing)
        return None

    drive(kind, scripted.base_url, step)
    return found


@both
@pytest.mark.parametrize(
    ("query", "expected", "asked"),
    [
        ({}, range(25), [(0, 100)]),
        ({"page_size": 10}, range(25), [(0, 10), (10, 10), (20, 10)]),
        ({"page_size": 5}, range(25), [(n, 5) for n in range(0, 30, 5)]),
        ({"page_size": 10, "limit": 15}, range(15), [(0, 10), (10, 5)]),
        ({"page_size": 10, "limit": 10}, range(10), [(0, 10)]),
        ({"page_size": 10, "offset": 20}, range(20, 25), [(20, 10)]),
        ({"limit": 0}, range(0), []),
    ],
)
def test_a_list_asks_page_after_page(
    kind: str, query: Any, expected: range, asked: list[tuple[int, int]], scripted: ScriptedServer
) -> None:
    scripted.script("/v1/conversations", page)
    assert ids(kind, scripted, lambda c: c.conversations.list(**query)) == [str(number) for number in expected]
    queries = [parse_qs(urlsplit(call.target).query) for call in scripted.calls]
    assert [(int(q["offset"][0]), int(q["limit"][0])) for q in queries] == asked


@both
def test_the_query_of_a_list(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/conversations", Answer(200, {"conversations": []}))
    query = {
        "filter": "conversation.metadata.agent==ana",
        "sort": "conversation.name",
        "order": "desc",
        "start_time": datetime(2026, 1, 1, tzinfo=UTC),
        "end_time": datetime(2026, 1, 2, tzinfo=UTC),
        "credentials": {"app_id": "other", "app_secret": "secret"},
        "timeout": 5,
    }
    assert ids(kind, scripted, lambda c: c.groups.conversations("8", **query)) == []
    [call] = scripted.calls
    assert call.path == "/v1/groups/8/conversations"
    assert parse_qs(urlsplit(call.target).query) == {
        "filter": ["conversation.metadata.agent==ana"],
        "sort": ["conversation.name"],
        "order": ["desc"],
        "startTime": ["2026-01-01T00:00:00.000Z"],
        "endTime": ["2026-01-02T00:00:00.000Z"],
        "offset": ["0"],
        "limit": ["100"],
    }
    assert scripted.tokens[0].json["appId"] == "other"


def test_a_list_can_be_gone_through_twice(client: symbl.Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/v1/conversations", page)
    listing = client.conversations.list(page_size=20)
    assert len(list(listing)) == len(list(listing)) == 25
    assert len(scripted.calls) == 4


# ------------------------------------------------------------------------------------------------- revocation


@both
def test_revoking_tokens(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/oauth2/token:revoke", Answer(200, DONE)).script("/members", Answer(200, {"members": []}))
    drive(
        kind,
        scripted.base_url,
        lambda c: c.conversations.get_members("5"),
        lambda c: c.revoke_tokens(),
        lambda c: c.conversations.get_members("5"),
    )
    [revocation] = scripted.to("/oauth2/token:revoke")
    assert revocation.method == "DELETE"
    assert revocation.json == {"appId": "id", "appSecret": "secret"}
    assert "authorization" not in revocation.headers
    assert len(scripted.to("/oauth2/token:generate")) == 2


@both
def test_a_bare_token_cannot_be_revoked(kind: str, scripted: ScriptedServer) -> None:
    with pytest.raises(symbl.ConfigurationError, match="app_id"):
        drive(
            kind,
            scripted.base_url,
            lambda c: c.revoke_tokens(),
            app_id=None,
            app_secret=None,
            access_token="t",
        )
    assert scripted.connections == 0
