"""An analyzer for the local server whose findings can be read off the text."""

from __future__ import annotations

import time

from symbl_local.engine.types import AnalyzeOptions, Conversation, Findings, Insight, Topic, TrackerMatch, Turn


class Obedient:
    """A sentence that ends with `?` is a question, one that begins with `Please` an action item, one that says `call`
    a follow-up; `FAIL` raises, and `SLOW` takes half a second.
    """

    name = "obedient"

    def split(self, turn: Turn) -> list[str]:
        return [turn.text]

    def analyze(self, conversation: Conversation, options: AnalyzeOptions) -> Findings:
        insights: list[Insight] = []
        matches: list[TrackerMatch] = []
        for message in conversation.messages[conversation.analyzed :]:
            if "FAIL" in message.text:
                raise ValueError("told to fail")
            if "SLOW" in message.text:
                time.sleep(0.5)
            found = {"text": message.text, "score": 0.9, "message_id": message.id}
            if message.text.endswith("?"):
                insights.append(Insight(type="question", **found))
            if message.text.startswith("Please"):
                insights.append(Insight(type="action_item", **found))
            if "call" in message.text:
                insights.append(Insight(type="follow_up", **found))
            matches += [
                TrackerMatch(tracker=tracker, phrase=phrase, message_id=message.id, offset=message.text.find(phrase))
                for tracker in options.trackers
                for phrase in tracker.vocabulary
                if phrase in message.text
            ]
        topic = Topic(text="tests", score=0.5, message_ids=tuple(message.id for message in conversation.messages))
        return Findings(insights=tuple(insights), topics=(topic,), matches=tuple(matches))
