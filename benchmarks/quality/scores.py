"""Scores of the analyzer against labels. Judgement calls ("optional") count neither way unless a score says strict."""

from __future__ import annotations

import calendar
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from corpus import Talk, analyze, stripped
from snowballstemmer import stemmer

from symbl_local.engine import AnalyzeOptions, Conversation, Entity, Findings, Message, Turn, load_analyzer

_DATES = ("date", "daterange", "datetime", "datetimerange")
_TIMES = ("time", "timerange", "datetime", "datetimerange")
_GREETINGS = ("hello", "hi", "hey", "thanks", "thank", "bye", "morning", "goodbye")
_NEVER_TOPICS = frozenset((*_GREETINGS, *(day.lower() for day in calendar.day_name)))
_stemmer = stemmer("english")

Note = Callable[[str, str], None]


@dataclass
class Tally:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Scores:
    """Score by name, each from 0 to 1, besides the speed in sentences a second; None where nothing is labelled."""

    values: dict[str, float | None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def put(self, name: str, value: float, count: int) -> None:
        self.values[name] = value if count else None
        self.counts[name] = count


def score(talks: list[Talk], note: Note) -> Scores:
    """Every score of a set of conversations. `note` is told each mistake: the score's name and what was wrong."""
    scores = Scores()
    findings = [analyze(talk) for talk in talks]
    _boundaries(talks, scores, note)
    _questions(talks, findings, scores, note)
    _insights(talks, findings, scores, note)
    _entities(talks, findings, scores, note)
    _trackers(talks, findings, scores, note)
    _sentiment(talks, findings, scores, note)
    _topics(talks, findings, scores, note)
    return scores


def _boundaries(talks: list[Talk], scores: Scores, note: Note) -> None:
    analyzer = load_analyzer("text")
    tally = Tally()
    for talk in talks:
        for sentences in talk.turns:
            wanted = _ends(sentences)
            found = _ends(analyzer.split(Turn(text=" ".join(sentences))))
            tally.right += len(wanted & found)
            tally.wrong += len(found - wanted)
            tally.missed += len(wanted - found)
            if wanted != found:
                note("sentence boundaries F1", " ".join(sentences))
    scores.put("sentence boundaries F1", tally.f1, tally.right + tally.missed)


def _ends(sentences: Iterable[str]) -> set[int]:
    """Where sentences end, in letters that are not white space."""
    ends: set[int] = set()
    total = 0
    for sentence in sentences:
        total += len("".join(sentence.split()))
        ends.add(total)
    return ends


def _questions(talks: list[Talk], findings: list[Findings], scores: Scores, note: Note) -> None:
    marked = _question_tally(talks, findings, "questions", note)
    bare = _question_tally(talks, [analyze(talk, strip=True) for talk in talks], "questions, bare", note)
    count = marked.right + marked.missed
    scores.put("questions P", marked.precision, count)
    scores.put("questions R", marked.recall, count)
    scores.put("questions, bare text F1", bare.f1, count)


def _question_tally(talks: list[Talk], findings: list[Findings], name: str, note: Note) -> Tally:
    tally = Tally()
    for talk, found in zip(talks, findings, strict=True):
        asked = {insight.message_id for insight in found.insights if insight.type == "question"}
        for label, message in zip(talk.labels, talk.messages, strict=True):
            wanted = label.get("question", False)
            if wanted == "optional":
                continue
            _count(tally, wanted, message.id in asked, name, message.text, note)
    return tally


def _count(tally: Tally, wanted: bool, found: bool, name: str, text: str, note: Note) -> None:
    if wanted and found:
        tally.right += 1
    elif wanted:
        tally.missed += 1
        note(f"{name}: missed", text)
    elif found:
        tally.wrong += 1
        note(f"{name}: wrong", text)


def _insights(talks: list[Talk], findings: list[Findings], scores: Scores, note: Note) -> None:
    pooled, strict = Tally(), Tally()
    kinds = {"action_item": Tally(), "follow_up": Tally()}
    assignee, due = Tally(), Tally()
    quiet = flagged = 0
    for talk, found in zip(talks, findings, strict=True):
        tasks = {insight.message_id: insight for insight in found.insights if insight.type != "question"}
        if not any(label.get("insight") in kinds for label in talk.labels):
            quiet += len(talk.labels)
            flagged += len(tasks)
        for label, message in zip(talk.labels, talk.messages, strict=True):
            wanted = label.get("insight")
            task = tasks.get(message.id)
            if wanted == "optional":
                strict.wrong += task is not None
                continue
            _count(pooled, wanted is not None, task is not None, "insights", message.text, note)
            _count(strict, wanted is not None, task is not None, "", "", lambda *_: None)
            for kind, tally in kinds.items():
                has = task is not None and task.type == kind
                _count(
                    tally, wanted == kind, has, f"insights, {kind}", message.text, note if task and wanted else _silent
                )
            if task is None or wanted is None:
                continue
            if label.get("assignee"):
                named = task.assignee.name if task.assignee else ""
                good = _same_name(named, label["assignee"])
                _count(assignee, True, good, f"assignee {named!r} for {label['assignee']!r}", message.text, note)
            if label.get("due"):
                good = _overlapping_words(task.due or "", label["due"])
                _count(due, True, good, f"due {task.due!r} for {label['due']!r}", message.text, note)
    count = pooled.right + pooled.missed
    scores.put("insights P, lenient", pooled.precision, count)
    scores.put("insights R", pooled.recall, count)
    scores.put("insights P, strict", strict.precision, count)
    for kind, tally in kinds.items():
        scores.put(f"{kind} F1", tally.f1, tally.right + tally.missed)
    scores.put("assignee", assignee.recall, assignee.right + assignee.missed)
    scores.put("due phrase", due.recall, due.right + due.missed)
    scores.put("flagged in talk without tasks", flagged / quiet if quiet else 0.0, quiet)


def _silent(_name: str, _text: str) -> None:
    """Forget a mistake."""


def _same_name(found: str, wanted: str) -> bool:
    one, other = found.lower().split(), wanted.lower().split()
    return bool(one) and (one == other or one[0] == other[0] or one[-1] == other[-1])


def _overlapping_words(found: str, wanted: str) -> bool:
    small = {"by", "on", "at", "the", "in", "for", "before", "of", "a", "this", "next"}
    one, other = set(stripped(found).split()), set(stripped(wanted).split())
    return bool((one - small) & (other - small)) or bool(one and one == other)


def _entities(talks: list[Talk], findings: list[Findings], scores: Scores, note: Note) -> None:
    tallies: dict[str, Tally] = {}
    for talk, found in zip(talks, findings, strict=True):
        by_message: dict[str, list[Entity]] = {message.id: [] for message in talk.messages}
        for entity in found.entities:
            by_message[entity.message_id].append(entity)
        for label, message in zip(talk.labels, talk.messages, strict=True):
            wanted = [(one["type"], *_place(message.text, one["text"])) for one in label.get("entities", [])]
            _entity_tally(wanted, by_message[message.id], message.text, tallies, note)
    for kind in ("date", "time", "duration", "number", "person", "organization", "location"):
        tally = tallies.get(kind, Tally())
        count = tally.right + tally.missed
        if kind == "date":
            scores.put("date P", tally.precision, count)
            scores.put("date R", tally.recall, count)
        else:
            scores.put(f"{kind} F1", tally.f1, count)
    for kind in ("money", "percent", "email", "phone", "url"):
        tally = tallies.get(kind, Tally())
        scores.put(f"{kind} F1", tally.f1, tally.right + tally.missed)
    custom = tallies.get("custom", Tally())
    scores.put("custom entities", custom.f1, custom.right + custom.missed)


def _place(text: str, part: str) -> tuple[int, int]:
    start = text.lower().find(part.lower())
    return start, start + len(part)


def _entity_tally(
    wanted: list[tuple[str, int, int]], found: list[Entity], text: str, tallies: dict[str, Tally], note: Note
) -> None:
    """A found entity is right when it overlaps a label of its type; one may cover a day and a time at once."""
    hit: set[int] = set()
    for entity in found:
        start, end = entity.offset, entity.offset + len(entity.text)
        own = "date" if entity.type in _DATES else "time" if entity.type in _TIMES else entity.type
        good = False
        for number, (kind, first, last) in enumerate(wanted):
            same = (
                kind == entity.type
                or (kind == "date" and entity.type in _DATES)
                or (kind == "time" and entity.type in _TIMES)
            )
            if kind == "custom":
                same = same and (start, end) == (first, last)
            if same and start < last and first < end:
                hit.add(number)
                good = True
        _count(tallies.setdefault(own, Tally()), False, not good, f"{own} {entity.text!r}", text, note)
    for number, (kind, first, last) in enumerate(wanted):
        _count(tallies.setdefault(kind, Tally()), True, number in hit, f"{kind} {text[first:last]!r}", text, note)


def _trackers(talks: list[Talk], findings: list[Findings], scores: Scores, note: Note) -> None:
    tally, literal = Tally(), Tally()
    for talk, found in zip(talks, findings, strict=True):
        matched = {(match.message_id, match.tracker.name) for match in found.matches}
        places = {(match.message_id, match.phrase.lower(), match.offset) for match in found.matches}
        for label, message in zip(talk.labels, talk.messages, strict=True):
            wanted = {one["name"] for one in label.get("trackers", [])}
            for tracker in talk.options.trackers:
                has = (message.id, tracker.name) in matched
                _count(tally, tracker.name in wanted, has, f"tracker {tracker.name!r}", message.text, note)
            for one in label.get("trackers", []):
                if one.get("literal"):
                    offset = message.text.lower().find(one["phrase"].lower())
                    good = (message.id, one["phrase"].lower(), offset) in places
                    _count(literal, True, good, f"literal {one['phrase']!r}", message.text, note)
    scores.put("trackers P", tally.precision, tally.right + tally.missed)
    scores.put("trackers R", tally.recall, tally.right + tally.missed)
    scores.put("literal trackers, right offset", literal.recall, literal.right + literal.missed)


def _sentiment(talks: list[Talk], findings: list[Findings], scores: Scores, note: Note) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for talk, found in zip(talks, findings, strict=True):
        for label, message in zip(talk.labels, talk.messages, strict=True):
            value = found.sentiment[message.id]
            said = "positive" if value > 0.3 else "negative" if value < -0.3 else "neutral"
            wanted = label.get("sentiment", "neutral")
            pairs[wanted, said] += 1
            if wanted != said:
                note(f"sentiment {said} for {wanted}", f"{value:.2f} {message.text}")
    total = sum(pairs.values())
    classes = ("positive", "neutral", "negative")
    f1 = [
        Tally(
            right=pairs[one, one],
            wrong=sum(pairs[other, one] for other in classes if other != one),
            missed=sum(pairs[one, other] for other in classes if other != one),
        ).f1
        for one in classes
    ]
    scores.put("sentiment accuracy", sum(pairs[one, one] for one in classes) / max(total, 1), total)
    scores.put("sentiment macro-F1", sum(f1) / 3, total)


def _topics(talks: list[Talk], findings: list[Findings], scores: Scores, note: Note) -> None:
    precisions: list[float] = []
    groups = reached = bad = 0
    for talk, found in zip(talks, findings, strict=True):
        if not talk.topic_groups:
            continue
        top = [topic.text for topic in found.topics[:10]]
        named = [any(_names(text, wording) for group in talk.topic_groups for wording in group) for text in top]
        precisions.append(sum(named) / len(top) if top else 0.0)
        note(
            "topics",
            f"{talk.title}: "
            + ", ".join(f"{text}{'' if good else ' (-)'}" for text, good in zip(top, named, strict=True)),
        )
        for group in talk.topic_groups:
            groups += 1
            reached += any(_names(text, wording) for text in top for wording in group)
        banned = _NEVER_TOPICS | {word for member in talk.members for word in member.name.lower().split()}
        bad += sum(not banned.isdisjoint(topic.text.lower().split()) for topic in found.topics)
    scores.put("topics P@10", sum(precisions) / max(len(precisions), 1), len(precisions))
    scores.put("topics group recall", reached / max(groups, 1), groups)
    scores.put("topics that are names or greetings", float(bad), len(precisions))


def _names(topic: str, wording: str) -> bool:
    """Whether a topic is a wording, holds it or is held by it, by whole stems."""
    one, other = _stems(topic), _stems(wording)
    return bool(one) and bool(other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def _stems(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.lower())
    return " ".join(_stemmer.stemWord(word) for word in words if word not in ("the", "a", "an", "our", "of"))


def speed(talks: list[Talk], sentences: int = 4000) -> float:
    """Sentences a second of processor time, whole pipeline, over sentences that all differ."""
    messages: list[Message] = []
    while len(messages) < sentences:
        for talk in talks:
            messages.extend(
                replace(message, id=f"s{len(messages) + number}", text=f"{message.text} Item x{len(messages)}.")
                for number, message in enumerate(talk.messages)
            )
    options = replace(
        talks[0].options,
        detect_phrases=True,
        trackers=tuple(tracker for talk in talks for tracker in talk.options.trackers),
    )
    assert isinstance(options, AnalyzeOptions)
    analyzer = load_analyzer("text")
    started = time.process_time()
    analyzer.analyze(Conversation(members=talks[0].members, messages=tuple(messages[:sentences])), options)
    return sentences / (time.process_time() - started)
