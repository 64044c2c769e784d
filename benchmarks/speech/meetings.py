"""Labelled conversations read out by flite, recognized, split and analyzed: what of the insights comes through.

Scored by messages. A message stands for the sentences that it holds a good part of, told by aligning the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from corpus import Label, Talk, read_folder
from scores import Tally
from speak import HERE, Clip, align, plain, read_out

from symbl_local.engine import AnalyzeOptions, Conversation, Findings, Message, load_analyzer
from symbl_local.engine.speech.sentences import Sentence, sentences
from symbl_local.engine.speech.types import Utterance

QUALITY = HERE.parent / "quality"
VOICES = ("rms", "slt", "awb", "kal16")
_PART = 0.4  # of a sentence's words, from which on a message holds it
_TASKS = ("action_item", "follow_up")


@dataclass
class MeetingScores:
    """Tallies over all meetings, and the words."""

    insights: Tally = field(default_factory=Tally)
    questions: Tally = field(default_factory=Tally)
    words: int = 0
    errors: int = 0
    messages: int = 0
    sentences: int = 0


def talks(folder: str = "dev") -> list[Talk]:
    """The labelled conversations."""
    return read_folder(QUALITY / folder)


def spoken(talk: Talk) -> Clip:
    """A conversation read out, turn by turn, a voice for each of the members."""
    voice_of: dict[str, str] = {}
    turns: list[tuple[str, str]] = []
    at = 0
    for turn in talk.turns:
        member = talk.messages[at].member
        name = member.name if member else ""
        voice = voice_of.setdefault(name, VOICES[len(voice_of) % len(VOICES)])
        turns.append((voice, " ".join(turn)))
        at += len(turn)
    return read_out(turns)


def judge(talk: Talk, utterances: Sequence[Utterance], scores: MeetingScores) -> None:
    """Adds one meeting to the scores."""
    found = sentences(utterances)
    findings = _analyzed(found)
    wanted = [word for label in talk.labels for word in plain(label["text"])]
    owner = [number for number, label in enumerate(talk.labels) for _ in plain(label["text"])]
    heard = [word for sentence in found for word in plain(sentence.text)]
    places = align(wanted, heard)
    sizes = [len(plain(label["text"])) for label in talk.labels]
    held: list[set[int]] = []
    at = 0
    for sentence in found:
        count = len(plain(sentence.text))
        own = [owner[place] for place in places[at : at + count] if place is not None]
        at += count
        most = max(set(own), key=own.count, default=None)
        held.append({one for one in set(own) if own.count(one) >= _PART * sizes[one]} | ({most} - {None}))
    _tally(scores.insights, talk.labels, held, _flagged(findings, _TASKS), _is_task)
    _tally(scores.questions, talk.labels, held, _flagged(findings, ("question",)), _is_question)
    scores.messages += len(found)
    scores.sentences += len(talk.labels)


def _analyzed(found: Sequence[Sentence]) -> Findings:
    origin = datetime(2026, 3, 2, 15, tzinfo=UTC)
    messages = tuple(
        Message(
            id=str(number),
            text=sentence.text,
            start=origin + timedelta(seconds=sentence.start),
            end=origin + timedelta(seconds=sentence.end),
        )
        for number, sentence in enumerate(found)
    )
    return load_analyzer("text").analyze(Conversation(members=(), messages=messages), AnalyzeOptions())


def _flagged(findings: Findings, types: Sequence[str]) -> set[int]:
    return {int(insight.message_id) for insight in findings.insights if insight.type in types}


def _is_task(label: Label) -> bool | None:
    """None for a judgement call, which counts neither way."""
    return None if label.get("insight") == "optional" else label.get("insight") in _TASKS


def _is_question(label: Label) -> bool | None:
    return None if label.get("question") == "optional" else bool(label.get("question"))


def _tally(
    tally: Tally, labels: list[Label], held: list[set[int]], flagged: set[int], judged: Callable[[Label], bool | None]
) -> None:
    for number in flagged:
        verdicts = [judged(labels[one]) for one in held[number]]
        if True in verdicts:
            continue
        tally.wrong += None not in verdicts
    for one, label in enumerate(labels):
        if judged(label):
            reached = any(one in held[number] for number in flagged)
            tally.right += reached
            tally.missed += not reached
