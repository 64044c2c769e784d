"""Reads labelled conversations (see README.md) and runs the analyzer on them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from symbl_local.engine import (
    AnalyzeOptions,
    Conversation,
    CustomEntity,
    Findings,
    Member,
    Message,
    Tracker,
    load_analyzer,
)

Label = dict[str, Any]


@dataclass(frozen=True)
class Talk:
    """A labelled conversation: each sentence's label beside the message made of it."""

    title: str
    labels: list[Label]
    messages: list[Message]
    members: tuple[Member, ...]
    options: AnalyzeOptions
    topic_groups: list[list[str]]
    turns: list[list[str]]
    plain: bool = field(default=False)


def read_folder(folder: Path) -> list[Talk]:
    """The conversations of a folder, by file name."""
    return [read_talk(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def read_talk(data: Label) -> Talk:
    """One conversation, its sentences four seconds apart."""
    members = tuple(
        Member(id=str(number), name=member["name"], email=member.get("userId"))
        for number, member in enumerate(data.get("members", []), 1)
    )
    by_name = {member.name: member for member in members}
    moment = datetime.fromisoformat(data["start"].replace("Z", "+00:00"))
    labels: list[Label] = []
    messages: list[Message] = []
    for turn in data["turns"]:
        for label in turn["sentences"]:
            end = moment + timedelta(seconds=4)
            messages.append(
                Message(
                    id=f"m{len(messages)}",
                    text=label["text"],
                    start=moment,
                    end=end,
                    member=by_name.get(turn["speaker"]),
                )
            )
            labels.append(label)
            moment = end
    return Talk(
        title=data["title"],
        labels=labels,
        messages=messages,
        members=members,
        options=AnalyzeOptions(
            detect_entities=True,
            entities=tuple(
                CustomEntity(type=entity["customType"], text=entity["text"])
                for entity in data.get("custom_entities", [])
            ),
            trackers=tuple(
                Tracker(id=str(number), name=tracker["name"], vocabulary=tuple(tracker["vocabulary"]))
                for number, tracker in enumerate(data.get("trackers", []))
            ),
        ),
        topic_groups=data.get("topic_groups", []),
        turns=[[label["text"] for label in turn["sentences"]] for turn in data["turns"]],
    )


def analyze(talk: Talk, *, strip: bool = False) -> Findings:
    """What the built-in analyzer finds; with `strip`, in the text without capitals and punctuation."""
    messages = talk.messages
    if strip:
        messages = [
            Message(id=one.id, text=stripped(one.text), start=one.start, end=one.end, member=one.member)
            for one in messages
        ]
    return load_analyzer("text").analyze(Conversation(members=talk.members, messages=tuple(messages)), talk.options)


def stripped(text: str) -> str:
    """`text` as a recognizer without punctuation writes it."""
    return " ".join(re.sub(r"[^\w\s']", " ", text.lower().replace("’", "'")).split())
