"""How well a call went: a number from what was measured in it, and that number in words (docs/local-server.md).

Pure: the same facts give the same score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["CallFacts", "CallScore", "Commitment", "Criterion", "Talk", "rate"]

_WEIGHTS = {"Talk balance": 25, "Pace": 15, "Questions": 20, "Commitments": 25, "Sentiment": 15}
_PACE = (60.0, 110.0, 170.0, 240.0)  # words a minute: nothing, full, full, nothing
_QUESTIONS = (0.0, 0.1, 0.3, 0.8)  # share of the sentences
_TASK, _ASSIGNED, _DATED = 0.4, 0.3, 0.3  # points of a commitment
_ENOUGH = 2.0  # points
_GOOD, _FAIR = 75, 50


@dataclass(frozen=True, slots=True)
class Talk:
    """How long a speaker talks and how many words that is; whether they are the prospect."""

    name: str
    seconds: float
    words: int
    prospect: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """An action item or follow-up: whether it is known who does it, and until when."""

    assigned: bool
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What is measured in a call. `sentiment` is the mean of its sentences, -1 to 1, None where there is none."""

    talk: tuple[Talk, ...]
    sentences: int
    questions: int
    commitments: tuple[Commitment, ...]
    sentiment: float | None
    sales_stage: str | None = None
    prospect_name: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One side of a call: 0 to 100, and why. `good` and `bad` are empty where there is nothing to say."""

    name: str
    score: int
    summary: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class CallScore:
    """The score of a call, 0 to 100, and the criteria that it is the weighted mean of."""

    score: int
    summary: str
    criteria: tuple[Criterion, ...]


def rate(facts: CallFacts) -> CallScore:
    """The score of a call with these facts. One in which nothing is said has 0 everywhere."""
    if not facts.sentences:
        nothing = "Nothing was said."
        criteria = tuple(Criterion(name, 0, nothing, "", nothing) for name in _WEIGHTS)
        return CallScore(0, nothing, criteria)
    criteria = (_balance(facts), _pace(facts), _questions(facts), _commitments(facts), _sentiment(facts))
    score = round(sum(_WEIGHTS[one.name] * one.score for one in criteria) / 100)
    return CallScore(score, _in_words(facts, score, criteria), criteria)


def _in_words(facts: CallFacts, score: int, criteria: Sequence[Criterion]) -> str:
    word = "good" if score >= _GOOD else "fair" if score >= _FAIR else "weak"
    kind = f" {facts.sales_stage}" if facts.sales_stage else ""
    whom = f" with {facts.prospect_name}" if facts.prospect_name else ""
    best = max(criteria, key=lambda one: one.score)
    gain = max(criteria, key=lambda one: _WEIGHTS[one.name] * (100 - one.score))
    text = f"A {word}{kind} call{whom}: {score} of 100. Best: {best.name.lower()} ({best.score})."
    return text if gain.score == 100 else f"{text} Most to gain: {gain.name.lower()} ({gain.score})."


def _balance(facts: CallFacts) -> Criterion:
    """100 when every side talks as long as the others, 0 when one does all the talking."""
    name, whole = "Talk balance", sum(talk.seconds for talk in facts.talk)
    sides = [(talk.seconds, talk.name) for talk in facts.talk]
    if prospect := [talk for talk in facts.talk if talk.prospect]:
        theirs = sum(talk.seconds for talk in prospect)
        sides = [(theirs, prospect[0].name), (whole - theirs, "The others")]
    if len(facts.talk) < 2 or whole <= 0:
        alone = "Only one speaker is known, so there is no balance to measure."
        return Criterion(name, 0, alone, "", alone)
    most, who = max(sides)
    share, even = most / whole, 1 / len(sides)
    score = _percent(1 - (share - even) / (1 - even))
    said = f"{who} talked {share:.0%} of the time; evenly it would be {even:.0%}."
    return Criterion(name, score, said, *_both(score, f"Everybody had a part. {said}", f"Unevenly shared. {said}"))


def _pace(facts: CallFacts) -> Criterion:
    """Each speaker's pace by itself, weighted with how long they talk."""
    talking = [talk for talk in facts.talk if talk.seconds > 0]
    whole = sum(talk.seconds for talk in talking)
    if not whole:
        none = "No time was measured, so there is no pace."
        return Criterion("Pace", 0, none, "", none)
    pace = [(talk, talk.words * 60 / talk.seconds) for talk in talking]
    score = _percent(sum(talk.seconds * _band(wpm, _PACE) for talk, wpm in pace) / whole)
    said = f"{sum(talk.words for talk in talking) * 60 / whole:.0f} words a minute on the whole."
    low, high = _PACE[1:3]
    fast = [f"{talk.name} ({wpm:.0f})" for talk, wpm in pace if wpm > high]
    slow = [f"{talk.name} ({wpm:.0f})" for talk, wpm in pace if wpm < low]
    right = f"{len(talking) - len(fast) - len(slow)} of {len(talking)} speakers keep to {low:.0f} to {high:.0f}. {said}"
    wrong = " ".join(f"Too {how}: {', '.join(who)}." for how, who in (("fast", fast), ("slow", slow)) if who)
    return Criterion("Pace", score, said, *_both(score, right, wrong or said))


def _questions(facts: CallFacts) -> Criterion:
    share = facts.questions / facts.sentences
    score = _percent(_band(share, _QUESTIONS))
    low, high = _QUESTIONS[1:3]
    said = f"{facts.questions} of {facts.sentences} sentences are questions ({share:.0%})."
    why = f"Fewer than one sentence in {1 / low:.0f} asks." if share < high else "Much is asked and little said."
    return Criterion("Questions", score, said, *_both(score, said, f"{why} {said}"))


def _commitments(facts: CallFacts) -> Criterion:
    """Two commitments with somebody who does it and a date are enough for 100; others are worth less."""
    found = facts.commitments
    assigned, dated = sum(one.assigned for one in found), sum(one.dated for one in found)
    points = _TASK * len(found) + _ASSIGNED * assigned + _DATED * dated
    score = _percent(points / _ENOUGH)
    if not found:
        none = "Nobody committed to anything."
        return Criterion("Commitments", 0, none, "", none)
    said = f"Of {len(found)} commitments {assigned} have somebody who does it and {dated} a date."
    few = f"{len(found)} found; {_ENOUGH:.0f} with somebody who does it and a date are enough."
    missing = [
        f"{len(found) - number} without {what}."
        for number, what in ((assigned, "somebody who does it"), (dated, "a date"))
        if number < len(found)
    ]
    return Criterion("Commitments", score, said, *_both(score, said, " ".join([few, *missing])))


def _sentiment(facts: CallFacts) -> Criterion:
    """50 is neutral; half a point of sentiment either way is all there is to gain or lose."""
    if facts.sentiment is None:
        return Criterion("Sentiment", 50, "No sentiment was measured.", "", "")
    score = _percent(0.5 + facts.sentiment)
    said = f"The mean sentiment is {facts.sentiment:+.2f} on a scale from -1 to 1."
    good, bad = f"Friendly on the whole. {said}", f"Not as friendly as can be. {said}"
    return Criterion("Sentiment", score, said, *_both(score, good, bad, _FAIR + 1))


def _both(score: int, good: str, bad: str, good_from: int = _FAIR) -> tuple[str, str]:
    """What was good, from that score on, and what was not, below 100."""
    return good if score >= good_from else "", bad if score < 100 else ""


def _band(value: float, band: tuple[float, float, float, float]) -> float:
    """1 between the inner bounds, 0 outside the outer ones, straight lines between."""
    low, full, still_full, high = band
    if full <= value <= still_full:
        return 1.0
    return max(0.0, (value - low) / (full - low) if value < full else (high - value) / (high - still_full))


def _percent(part: float) -> int:
    return round(100 * min(1.0, max(0.0, part)))
