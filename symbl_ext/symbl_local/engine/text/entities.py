"""The entities of a sentence: custom ones literally, the others by shape, grammar and lists of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..types import CustomEntity, Entity, Message
from .dates import TimeSpan
from .naming import names_in
from .patterns import SHAPES, Shape
from .people import People
from .trackers import literal_pattern
from .words import Line

__all__ = ["entities"]


def entities(
    line: Line, message: Message, times: Sequence[TimeSpan], wanted: tuple[CustomEntity, ...], people: People
) -> list[Entity]:
    """The entities of one message, by their place in it. Only custom entities overlap others of their kind."""
    taken = bytearray(len(line.text) + 1)
    found: list[Entity] = []
    for custom in wanted:
        for match in _literal(custom.text).finditer(line.folded):
            text = line.text[match.start() : match.end()]
            found.append(
                Entity(
                    type="custom",
                    text=text,
                    offset=match.start(),
                    message_id=message.id,
                    value=custom.value or custom.text,
                    custom_type=custom.type,
                )
            )
            _take(taken, match.start(), match.end())
    early, late = SHAPES
    found.extend(_shaped(early, line, message, taken))
    for span in times:
        if span.entity and _free(taken, span.start, span.end):
            _take(taken, span.start, span.end)
            found.append(_moment(span, line, message))
    found.extend(_shaped(late, line, message, taken))
    for kind, start, end, member in names_in(line, people, taken):
        text = line.text[start:end]
        found.append(
            Entity(
                type=kind,
                text=text,
                offset=start,
                message_id=message.id,
                value=member.name if member else text,
                member=member,
            )
        )
    streets = {entity.offset for entity in found if entity.type == "location"}
    found = [one for one in found if one.type != "number" or one.offset + len(one.text) + 1 not in streets]
    found.sort(key=lambda entity: (entity.offset, entity.type, entity.text))
    return found


def _shaped(shapes: tuple[Shape, ...], line: Line, message: Message, taken: bytearray) -> list[Entity]:
    found: list[Entity] = []
    for kind, cue, pattern, check in shapes:
        if not cue.search(line.folded):
            continue
        for match in pattern.finditer(line.folded):
            start, end = match.span()
            if end > start and _free(taken, start, end) and check(match):
                _take(taken, start, end)
                text = line.text[start:end]
                found.append(Entity(type=kind, text=text, offset=start, message_id=message.id, value=text))
    return found


def _moment(span: TimeSpan, line: Line, message: Message) -> Entity:
    moment = span.resolve(message.start.date())
    ranged = moment.type.endswith("range")
    return Entity(
        type=moment.type,
        text=line.text[span.start : span.end],
        offset=span.start,
        message_id=message.id,
        value=None if ranged else moment.first,
        start=moment.first if ranged else None,
        end=moment.last if ranged else None,
    )


@lru_cache(maxsize=1024)
def _literal(text: str) -> re.Pattern[str]:
    return literal_pattern(text)


def _free(taken: bytearray, start: int, end: int) -> bool:
    return not any(taken[start:end])


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)
