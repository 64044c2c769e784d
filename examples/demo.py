"""The main job from end to end: a local server, a conversation through the SDK into it, and what was found."""

import json
import time
from pathlib import Path

import symbl
import symbl_local

PAYLOAD = json.loads(Path(__file__).with_name("conversation.json").read_text())
RECORDING = Path(__file__).with_name("call.flac")


def show(title: str, lines: list[str]) -> None:
    print(f"\n{title}\n{'-' * len(title)}")
    for line in lines or ["(none)"]:
        print(f"  {line}")


def show_insights(conversation: symbl.Conversation) -> None:
    for title, insights in (
        ("Action items", conversation.get_action_items().action_items),
        ("Follow-ups", conversation.get_follow_ups().follow_ups),
    ):
        show(
            title,
            [
                i.text
                + (f"\n      who: {i.assignee.name}" if i.assignee and i.assignee.name else "")
                + (f"\n      due: {i.due_by:%A, %d %B %Y, %H:%M} UTC" if i.due_by else "")
                for i in insights
            ],
        )
    show("Questions", [q.text for q in conversation.get_questions().questions])
    show("Topics", [f"{t.score:.2f}  {t.text}" for t in conversation.get_topics().topics])


def show_messages(conversation: symbl.Conversation) -> None:
    show(
        "Messages",
        [
            f"{m.start_time:%H:%M:%S}  {m.from_.name if m.from_ else '?':<13} {m.text}"
            + (f"  ({m.sentiment.suggested})" if m.sentiment and m.sentiment.suggested != "neutral" else "")
            for m in conversation.get_messages(sentiment=True).messages
        ],
    )


def show_talk(conversation: symbl.Conversation) -> None:
    show(
        "Analytics",
        [
            f"{m.name:<13} {m.talk_time.percentage:5.1f} % of the talk, {m.pace.wpm:.0f} words a minute"
            for m in conversation.get_analytics().members
            if m.talk_time and m.pace
        ],
    )


def text(client: symbl.Symbl) -> None:
    started = time.monotonic()
    conversation = client.text.process(PAYLOAD)
    print(f"\n== Text: {PAYLOAD['name']!r}, processed in {time.monotonic() - started:.2f} s\n{conversation!r}")
    show_messages(conversation)
    show_insights(conversation)
    show("Entities", [f"{e.type:<13} {e.text}" for e in conversation.get_entities().entities])
    show(
        "Trackers",
        [
            f"{t.name}: {m.value!r} ({len(m.message_refs or [])}x)"
            for t in conversation.get_trackers()
            for m in t.matches
        ],
    )
    show_talk(conversation)


def audio(client: symbl.Symbl) -> None:
    started = time.monotonic()
    conversation = client.audio.process_file(
        RECORDING,
        name="Monthly report",
        enable_separate_recognition_per_channel=True,
        channel_metadata=[
            {"channel": 1, "speaker": {"name": "Ben", "email": "ben@example.com"}},
            {"channel": 2, "speaker": {"name": "Clara", "email": "clara@example.com"}},
        ],
    )
    print(
        f"\n== Audio: {RECORDING.name}, two channels, processed in {time.monotonic() - started:.1f} s\n{conversation!r}"
    )
    show_messages(conversation)
    show_insights(conversation)
    show_talk(conversation)


def main() -> None:
    with symbl_local.serve() as server, symbl.Symbl(**server.credentials, base_url=server.base_url) as client:
        print(f"local server at {server.base_url}")
        text(client)
        audio(client)


if __name__ == "__main__":
    main()
