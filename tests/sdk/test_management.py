"""The whole REST contract from the SDK to the local server and back: what is written is found again."""

from __future__ import annotations

import inspect
import re
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

import symbl
import symbl_local
from symbl_local import LocalServer

from .driving import both, drive

USER = {"name": "Ana", "userId": "ana@x.y", "email": "ana@x.y"}
SAID = [
    ("Ana Ruiz", "I will update the price list by Friday."),
    ("Omar", "How much does the silver plan cost?"),
    ("Ana Ruiz", "The silver plan is the cheapest plan that we have."),
    ("Omar", "Great, let us talk again next week."),
]


def payload(**options: Any) -> dict[str, Any]:
    messages = [
        {
            "payload": {"content": text},
            "from": {"name": name, "userId": f"{name.split()[0].lower()}@x.y"},
            "duration": {
                "startTime": f"2026-03-02T15:00:{5 * index:02}.000Z",
                "endTime": f"2026-03-02T15:00:{5 * index + 4:02}.000Z",
            },
        }
        for index, (name, text) in enumerate(SAID)
    ]
    return {"messages": messages, "name": "Renewal", **options}


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with symbl_local.serve(any_credentials=True) as server:
        yield server


Do = Callable[[Any], Awaitable[Any]]


def play(kind: str, server: LocalServer, account: str, act: Callable[[Any, Do], Awaitable[None]]) -> None:
    """Plays an act with a client of that kind; `await do(call)` gives the result in both."""

    async def do(call: Any) -> Any:
        if inspect.isawaitable(call):
            return await call
        if hasattr(call, "__aiter__"):
            return [item async for item in call]
        return list(call) if hasattr(call, "_windows") else call

    def step(client: Any) -> Any:
        steps = act(client, do)
        if kind == "async":
            return steps
        with pytest.raises(StopIteration):
            steps.send(None)  # type: ignore[attr-defined]
        return None

    drive(kind, server.base_url, step, app_id=f"{account}-{kind}")


@both
def test_a_conversation_is_found_changed_and_deleted(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        made = [await do(client.text.process(payload())) for _ in range(3)]
        first = made[0]
        cid = first.conversation_id
        changed = await do(first.update_metadata({"agent": "ana", "stage": "renewal"}))
        assert changed.metadata.additional_properties == {"agent": "ana", "stage": "renewal"}
        found = await do(client.conversations.list(filter="conversation.metadata.agent==ana"))
        assert [conversation.id for conversation in found] == [cid]
        everything = {"filter": "conversation.name==Renewal", "page_size": 2}
        assert {c.id for c in await do(client.conversations.list(**everything))} == {c.conversation_id for c in made}
        assert len(await do(client.conversations.list(**everything, limit=1))) == 1
        assert "delete" in (await do(first.delete_conversation())).message
        for call in (first.get_messages, first.delete_conversation, first.get_conversation):
            with pytest.raises(symbl.NotFoundError) as caught:
                await do(call())
            assert caught.value.status == 404
            assert caught.value.request_id
        assert cid not in {c.id for c in await do(client.conversations.list(**everything))}

    play(kind, server, "found", act)


@both
def test_transcripts_summaries_and_wider_reads(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        conversation = await do(client.text.process(payload(detectPhrases=True)))
        markdown = await do(
            conversation.get_formatted_transcript(
                phrases={"highlightAllKeyPhrases": "true"}, show_speaker_separation=True, create_paragraphs=True
            )
        )
        assert "Ana Ruiz: " in markdown.transcript.payload
        assert "<mark>" in markdown.transcript.payload
        subtitles = await do(conversation.get_formatted_transcript(content_type="srt"))
        assert len(re.findall(r"\d+:\d+:\d+,\d{3} --> ", subtitles.transcript.payload.content)) == len(SAID)
        summary = await do(conversation.get_summary())
        ids = {message.id for message in (await do(conversation.get_messages())).messages}
        assert {ref.id for item in summary.summary for ref in item.message_refs} <= ids
        assert (await do(conversation.get_summary(refresh=True))).summary
        [item] = (await do(conversation.get_comprehensive_action_items())).action_items
        assert item.assignee.name == "Ana Ruiz"
        assert item.due_by is not None
        assert {ref.id for ref in item.message_refs} <= ids
        assert (await do(conversation.get_abstract_topics())).abstract_topics

    play(kind, server, "transcripts", act)


@both
def test_members_and_speakers(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        conversation = await do(client.text.process(payload()))
        ana, omar = (await do(conversation.get_members())).members
        await do(conversation.put_members(ana.id, {"id": ana.id, "name": "Ana María", "email": ana.email}))
        messages = (await do(conversation.get_messages())).messages
        assert [message.from_.name for message in messages] == ["Ana María", "Omar", "Ana María", "Omar"]
        [item] = (await do(conversation.get_action_items())).action_items
        assert item.assignee.name == item.from_.name == "Ana María"
        spoken = [("started_speaking", 0), ("stopped_speaking", 20)]
        events = [
            {"type": kind_, "user": {"id": omar.id, "name": omar.name}, "offset": {"seconds": at, "nanos": 0}}
            for kind_, at in spoken
        ]
        await do(conversation.put_speakers_events({"speakerEvents": events}))
        assert {m.from_.name for m in (await do(conversation.get_messages())).messages} == {"Omar"}
        await do(conversation.put_members(omar.id, name="Omar", email=ana.email))
        assert len((await do(conversation.get_members())).members) == 1

    play(kind, server, "members", act)


@both
def test_trackers_are_kept_and_used(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        made = await do(client.trackers.create("Plans", ["silver plan"]))
        assert await do(client.trackers.get(made.id)) == made == await do(client.trackers.find("Plans"))
        assert await do(client.trackers.find("plans")) is None
        with pytest.raises(symbl.ConflictError):
            await do(client.trackers.create("Plans", ["gold plan"]))
        with pytest.raises(symbl.BadRequestError, match="vocabulary"):
            await do(client.trackers.create("Odd", ["what?!"]))
        grown = await do(client.trackers.update(made.id, "Plans", ["gold plan"]))
        assert grown.vocabulary == ["gold plan", "silver plan"]
        less = await do(
            client.trackers.patch(made.id, [{"op": "remove", "path": "/vocabulary", "value": ["gold plan"]}])
        )
        assert less.vocabulary == ["silver plan"]
        more = await do(client.trackers.create_many([{"name": "Talk", "vocabulary": ["talk again"]}]))
        assert {tracker.name for tracker in await do(client.trackers.list())} == {"Plans", "Talk"}
        by_flag = await do(client.text.process(payload(enableAllTrackers=True)))
        assert {t.name for t in await do(by_flag.get_trackers())} == {"Plans", "Talk"}
        by_id = await do(client.text.process(payload(trackers=[{"id": made.id}])))
        assert [t.name for t in await do(by_id.get_trackers())] == ["Plans"]
        assert (await do(client.trackers.delete(made.id))).deleted
        await do(client.trackers.delete(more[0].id))
        with pytest.raises(symbl.NotFoundError):
            await do(client.trackers.get(made.id))
        assert [t.name for t in await do(by_id.get_trackers())] == ["Plans"]

    play(kind, server, "trackers", act)


@both
def test_groups_hold_what_meets_their_criteria(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        group = await do(client.groups.create("Calls of Ana", "conversation.metadata.agent==ana", "All of them"))
        conversation = await do(client.text.process(payload()))
        assert await do(client.groups.conversations(group.id)) == []
        await do(conversation.update_metadata({"agent": "ana"}))
        assert [c.id for c in await do(client.groups.conversations(group.id))] == [conversation.conversation_id]
        changed = await do(client.groups.update(group.id, "Calls of Bo", "conversation.metadata.agent==bo"))
        assert (await do(client.groups.get(group.id))) == changed
        assert await do(client.groups.conversations(group.id)) == []
        [other] = await do(client.groups.create_many([{"name": "Other", "criteria": "conversation.name==Renewal"}]))
        assert {g.id for g in await do(client.groups.list())} == {group.id, other.id}
        with pytest.raises(symbl.BadRequestError, match="criteria"):
            await do(client.groups.create("Bad", "conversation.name==a,conversation.name==b"))
        assert (await do(client.groups.delete(group.id))).deleted
        with pytest.raises(symbl.NotFoundError):
            await do(client.groups.get(group.id))

    play(kind, server, "groups", act)


def opened(address: str) -> str:
    """What a browser is sent."""
    with urllib.request.urlopen(address) as page:
        text: str = page.read().decode()
    return text


@both
def test_pages_open(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        conversation = await do(client.text.process(payload()))
        addresses = [
            await do(conversation.create_experience()),
            await do(conversation.create_experience("audio-summary", audio_url="http://127.0.0.1:9/a.mp3")),
            (await do(conversation.get_call_score_insights_url())).url,
        ]
        for address in addresses:
            assert "I will update the price list" in opened(address)
        assert len(set(addresses)) == 3
        assert "Renewal" in opened((await do(client.conversations.get_insights_list_url())).url)
        kept = await do(conversation.put_experience_url("https://example.com/calls/1"))
        assert kept.url == "https://example.com/calls/1"

    play(kind, server, "pages", act)


@both
def test_call_scores(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        asked = {"features": {"featureList": ["insights", "callScore"]}, "metadata": {"salesStage": "renewal"}}
        conversation = await do(client.text.process(payload(**asked)))
        score = await do(conversation.get_call_score())
        assert 0 <= score.score <= 100
        assert all(criterion.feedback.positive or criterion.feedback.negative for criterion in score.criteria)
        assert (await do(conversation.get_call_score_status())).status == "completed"
        assert (await do(conversation.get_lm_insights_status())).status == "completed"
        without = await do(client.text.process(payload()))
        with pytest.raises(symbl.NotFoundError):
            await do(without.get_call_score())

    play(kind, server, "scores", act)


@both
def test_bookmarks(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        conversation = await do(client.text.process(payload()))
        cid = conversation.conversation_id
        made = await do(client.bookmarks.create(cid, "Price", "Where the price came up", USER, 5, 9))
        messages = (await do(conversation.get_messages())).messages
        assert [ref.id for ref in made.message_refs] == [message.id for message in messages[1:3]]
        assert await do(client.bookmarks.get(cid, made.id)) == made
        assert [b.id for b in await do(client.bookmarks.list(cid))] == [made.id]
        changed = await do(client.bookmarks.update(cid, made.id, "Cost", "The cost", USER, 5, 4, [messages[2].id]))
        assert (changed.label, [ref.id for ref in changed.message_refs]) == ("Cost", [messages[2].id])
        summary = await do(client.bookmarks.get_summary(cid, made.id))
        assert {ref.id for part in summary.summary for ref in part.message_refs} == {messages[2].id}
        [of_all] = await do(client.bookmarks.get_summaries(cid))
        assert of_all.bookmark_id == made.id
        assert (await do(client.bookmarks.delete(cid, made.id))).id == made.id
        assert await do(client.bookmarks.list(cid)) == []

    play(kind, server, "bookmarks", act)


@both
def test_managed_entities_are_found(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        entity = {"type": "PRODUCT", "subType": "plan", "category": "Custom", "values": ["silver plan"]}
        [made] = await do(client.entities.create_many([entity]))
        assert (await do(client.entities.get(made.id))).values == ["silver plan"]
        assert [e.id for e in await do(client.entities.list())] == [made.id]
        conversation = await do(client.text.process(payload(detectEntities=True)))
        found = (await do(conversation.get_entities())).entities
        assert any("silver plan" in str(item.to_dict()).lower() for item in found)
        changed = await do(client.entities.update(made.id, {**entity, "values": ["gold plan"]}))
        assert changed.values == ["gold plan"]
        await do(client.entities.delete(made.id))
        await do(client.entities.create_many([entity]))
        await do(client.entities.delete_sub_type("plan"))
        assert await do(client.entities.list()) == []

    play(kind, server, "entities", act)


@both
def test_revoked_tokens_are_renewed(kind: str, server: LocalServer) -> None:
    async def act(client: Any, do: Do) -> None:
        conversation = await do(client.text.process(payload()))
        assert (await do(client.revoke_tokens())).message
        assert len((await do(conversation.get_messages())).messages) == len(SAID)

    play(kind, server, "revoked", act)
