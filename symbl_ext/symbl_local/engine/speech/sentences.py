"""From utterances to sentences that the text analyzer, and a reader, can work with.

Recognizers of the older kind give words without case or stops. Where a sentence ends is told by the length of the
pause, more readily where the next word is one that opens sentences and less so after one that cannot end any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from symbl_local.engine.text.lexicon import words as word_list
from symbl_local.engine.text.lexicon.names import AMBIGUOUS, FIRST_NAMES, NOT_NAMES
from symbl_local.engine.text.lexicon.places import COMMON_WORDS
from symbl_local.engine.text.lexicon.places import KNOWN as PLACES
from symbl_local.engine.text.questions import question
from symbl_local.engine.text.words import read

from .types import Utterance, Word

__all__ = ["Sentence", "sentences"]

PAUSE = 0.25  # seconds between two words that end a sentence
SHORT_PAUSE = 0.12  # that do so before a word that opens one
BREATH = 0.04  # that do so before two words that ask
LONG_PAUSE = 0.7  # that do so in any case
_ENOUGH = 3  # words that a sentence has before a short pause may end it
_MOST = 40  # words from which on a sentence is cut at its longest pause

_OPENERS = word_list(
    "so but okay ok yes yeah no well what when where who why how which can could would will do does did is are was "
    "have has should shall may i we you they he she it there that this please let let's i'm i'll i've we're we'll "
    "we've you're they're he's she's it's that's there's what's who's thanks thank and also then maybe perhaps "
    "hello hi good great perfect sure right today tomorrow first second next finally"
)
_UNFINISHED = word_list(
    "a an the of to for with from at in on by my your his her our their its and or but because that than as if "
    "very every some any no this these those i we you they he she is are was were be been will would can could "
    "should must may might don't didn't won't i'm i'll we'll we're you're they're it's who's into about between "
    "per mr mrs dr not so"
)
_ASKS = re.compile(
    r"(?:(?:can|could|would|will|do|did|have|are|were) (?:you|we|they|i)"
    r"|(?:is|was|does|did) (?:it|there|that|this|he|she)"
    r"|(?:what|who|when|where|how|why)(?:'s| is| are| was| do| does| did| can| could| would| should| will)"
    r"|how (?:many|much|long|often|soon|about)|what (?:about|time|if|kind)|which \w+|any (?:idea|chance|questions))\b"
)
_FIRST_PERSON = re.compile(r"i(?='|$)")
_ENDS = re.compile(r"[.!?…][\"'”’)]*$")
_DAYS_AND_MONTHS = word_list(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december english american european british german french spanish italian chinese"
)
_CAPITALISED = _DAYS_AND_MONTHS | (FIRST_NAMES - AMBIGUOUS - NOT_NAMES) | (PLACES - COMMON_WORDS - AMBIGUOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and when it was said, in seconds. `words` are as heard, with their own times and scores.

    There are none where the recognizer gives no word times.
    """

    text: str
    start: float
    end: float
    words: tuple[Word, ...]
    channel: int = 0
    speaker: str | None = None


def sentences(utterances: Iterable[Utterance]) -> list[Sentence]:
    """The sentences of a recording, in the order in which they began.

    Words that follow each other on one channel, by one speaker, are read on from utterance to utterance. Text
    that the recognizer punctuated is split at its stops and left as it is.
    """
    found: list[Sentence] = []
    for run in _runs(utterances):
        first = run[0]
        if not first.words:
            found.extend(_untimed(utterance) for utterance in run if utterance.text.strip())
            continue
        words = [word for utterance in run for word in utterance.words]
        parts = _at_stops(words) if first.punctuated else _at_pauses(words)
        found.extend(
            Sentence(
                text=" ".join(word.text for word in part) if first.punctuated else written(part),
                start=part[0].start,
                end=part[-1].end,
                words=tuple(part),
                channel=first.channel,
                speaker=first.speaker,
            )
            for part in parts
        )
    return sorted(found, key=lambda sentence: (sentence.start, sentence.channel))


def _runs(utterances: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    """Utterances of one channel with the same speaker, one after the other; of the same kind too."""
    channels: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        channels.setdefault(utterance.channel, []).append(utterance)
    for channel in channels.values():
        run: list[Utterance] = []
        for utterance in sorted(channel, key=lambda one: one.start):
            if run and _kind(run[-1]) != _kind(utterance):
                yield run
                run = []
            run.append(utterance)
        yield run


def _kind(utterance: Utterance) -> tuple[str | None, bool, bool]:
    return utterance.speaker, utterance.punctuated, bool(utterance.words)


def _untimed(utterance: Utterance) -> Sentence:
    text = utterance.text.strip()
    return Sentence(
        text=text if utterance.punctuated else _dressed(text.split()),
        start=utterance.start,
        end=utterance.end,
        words=(),
        channel=utterance.channel,
        speaker=utterance.speaker,
    )


def _at_stops(words: Sequence[Word]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for word in words:
        part.append(word)
        if _ENDS.search(word.text):
            yield part
            part = []
    if part:
        yield part


def _at_pauses(words: Sequence[Word]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for number, word in enumerate(words):
        if part and _ends(part, word, words[number + 1].text if number + 1 < len(words) else ""):
            yield from _bounded(part)
            part = []
        part.append(word)
    if part:
        yield from _bounded(part)


def _ends(part: list[Word], following: Word, second: str) -> bool:
    """Whether the pause between `part` and the `following` word, which is followed by `second`, ends a sentence."""
    pause = following.start - part[-1].end
    if pause >= LONG_PAUSE:
        return True
    if pause < BREATH or part[-1].text in _UNFINISHED:
        return False
    if pause >= PAUSE:
        return True
    if len(part) < _ENOUGH:
        return False
    if pause >= SHORT_PAUSE and following.text in _OPENERS:
        return True
    return _ASKS.match(f"{following.text} {second}") is not None


def _bounded(part: list[Word]) -> list[list[Word]]:
    """The words in pieces of which none is endless; each cut is at the longest pause of the middle."""
    done: list[list[Word]] = []
    while len(part) > _MOST:
        middle = range(_MOST // 4, _MOST)
        at = max(middle, key=lambda n: (part[n].start - part[n - 1].end, n))
        done.append(part[:at])
        part = part[at:]
    return [*done, part]


def written(words: Sequence[Word]) -> str:
    """Words as heard, written as a sentence: capitals where they are sure, and a full stop or a question mark."""
    return _dressed([word.text for word in words])


def _dressed(words: Sequence[str]) -> str:
    mark = "?" if question(read(" ".join(words)), frozenset()) is not None else "."
    dressed = [
        _FIRST_PERSON.sub("I", word)
        if _FIRST_PERSON.match(word)
        else word.capitalize()
        if word in _CAPITALISED
        else word
        for word in words
    ]
    return dressed[0][:1].upper() + " ".join(dressed)[1:] + mark
