"""An analyzer whose findings can be read off the text, so that tests of the server know what to expect."""

from __future__ import annotations

import multiprocessing
import os
import re
import time
from pathlib import Path

from symbl_local.engine.types import (
    AnalyzeOptions,
    Conversation,
    Entity,
    Findings,
    Insight,
    Member,
    Topic,
    TrackerMatch,
    Turn,
)


class ScriptedAnalyzer:
    """`?` is a question, `TODO name:` an action item for that name, `CALL` a follow-up, `#word` a topic.

    `FAIL` raises; `DIE` ends the process (a worker's only); `SLEEP n` takes n seconds; `GARBAGE` finds something in a
    message that does not exist; `ONCE path` dies the first time.
    """

    name = "scripted"

    def split(self, turn: Turn) -> list[str]:
        return [part for part in re.split(r"(?<=[.?!])\s+", turn.text.strip()) if part]

    def analyze(self, conversation: Conversation, options: AnalyzeOptions) -> Findings:
        new = conversation.messages[conversation.analyzed :]
        insights: list[Insight] = []
        entities: list[Entity] = []
        matches: list[TrackerMatch] = []
        for message in new:
            self._obey(message.text)
            common = {"text": message.text, "message_id": message.id, "member": message.member}
            if message.text.endswith("?"):
                insights.append(Insight(type="question", score=0.9, **common))
            if todo := re.search(r"TODO (\w+):", message.text):
                who = self._member(conversation, todo[1])
                person = Entity(
                    type="person",
                    text=todo[1],
                    offset=todo.start(1),
                    message_id=message.id,
                    member=who if who.id else None,
                )
                insights.append(
                    Insight(
                        type="action_item",
                        score=0.7,
                        definitive=True,
                        assignee=who,
                        due="now",
                        due_by=message.end,
                        phrases=("do it",),
                        entities=(person,),
                        **common,
                    )
                )
            if "CALL" in message.text:
                insights.append(Insight(type="follow_up", score=0.4, assignee=message.member, **common))
            if options.detect_entities:
                entities += [
                    Entity(
                        type="custom",
                        custom_type=custom.type,
                        text=found[0],
                        value=custom.value,
                        offset=found.start(),
                        message_id=message.id,
                    )
                    for custom in options.entities
                    for found in re.finditer(re.escape(custom.text), message.text, re.IGNORECASE)
                ]
            matches += [
                TrackerMatch(tracker=tracker, phrase=phrase, message_id=message.id, offset=offset)
                for tracker in options.trackers
                for phrase in tracker.vocabulary
                if (offset := message.text.lower().find(phrase.lower())) >= 0
            ]
            if "GARBAGE" in message.text:
                entities.append(Entity(type="x", text="x", offset=0, message_id="no such message"))
        words = [
            (word, message.id) for message in conversation.messages for word in re.findall(r"#(\w+)", message.text)
        ]
        return Findings(
            insights=tuple(insights),
            topics=tuple(
                Topic(
                    text=text,
                    score=0.8,
                    message_ids=tuple(dict.fromkeys(id_ for word, id_ in words if word == text)),
                    parent="work" if text != "work" else None,
                )
                for text in dict.fromkeys(word for word, _ in words)
            ),
            entities=tuple(entities),
            matches=tuple(matches),
            phrases={message.id: ("a phrase",) for message in new} if options.detect_phrases else {},
            sentiment={message.id: 0.5 if "good" in message.text else -0.5 for message in new},
        )

    def _member(self, conversation: Conversation, name: str) -> Member:
        return next((member for member in conversation.members if member.name == name), Member(id="", name=name))

    def _obey(self, text: str) -> None:
        if "FAIL" in text:
            raise ValueError("told to fail")
        if "DIE" in text and multiprocessing.parent_process():
            os._exit(1)
        if once := re.search(r"ONCE (\S+)", text):
            mark = Path(once[1])
            if not mark.exists():
                mark.touch()
                os._exit(1)
        if slow := re.search(r"SLEEP ([\d.]+)", text):
            time.sleep(float(slow[1].rstrip(".")))
