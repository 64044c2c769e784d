"""The filter language of lists: RSQL without OR (docs/contract.md §4).

    conversation.metadata.agentId==johndoe and conversation.startTime>=2026-03-01

Only the grammar is here: which parameters there are, and what may be compared with them, is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["LONGEST", "Condition", "RsqlError", "Value", "parse", "write"]

LONGEST = 16_384
"""Characters that a filter may have."""

_SPELLINGS = {"=gt=": ">", "=ge=": ">=", "=lt=": "<", "=le=": "<="}
_OPERATORS = ("==", "!=", ">", ">=", "<", "<=", "=in=", "=out=")

_TOKEN = re.compile(
    r"""(?P<operator>=[a-zA-Z]+=|==|!=|>=|<=|>|<)
      | (?P<mark>[();,])
      | (?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<word>[^"'();,=!~<>\s]+)""",
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"\s*")


class RsqlError(ValueError):
    """A filter that cannot be read. `at` is the place of the trouble, counted from 0."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason, at)
        self.reason = reason
        self.at = at

    def __str__(self) -> str:
        return f"{self.reason} at character {self.at + 1}"


@dataclass(frozen=True, slots=True)
class Value:
    """A text to compare with, in parts: a wildcard stands between each and the next."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text as one, with a `*` for each wildcard."""
        return "*".join(self.parts)


@dataclass(frozen=True, slots=True)
class Condition:
    """`parameter` compared with one value, or with several for `=in=` and `=out=`; `at` is its place in the filter."""

    parameter: str
    operator: str
    values: tuple[Value, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def parse(text: str) -> tuple[Condition, ...]:
    """The conditions of a filter, all of which must hold. Raises `RsqlError`, also for OR, which is left out."""
    if len(text) > LONGEST:
        raise RsqlError(f"expected at most {LONGEST} characters, not {len(text)}", LONGEST)
    return _Reader(text).conditions()


def write(conditions: Iterable[Condition]) -> str:
    """A filter that `parse` reads as these conditions."""
    return ";".join(_condition(condition) for condition in conditions)


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0

    def conditions(self) -> tuple[Condition, ...]:
        found: list[Condition] = []
        open_brackets: list[int] = []
        while True:
            while self._skip("("):
                open_brackets.append(self._tokens[self._next - 1].start)
            found.append(self._condition())
            while open_brackets and self._skip(")"):
                open_brackets.pop()
            token = self._token
            if token.kind == "end" and not open_brackets:
                return tuple(found)
            if token.text == "," or (token.kind == "word" and token.text.lower() == "or"):
                raise RsqlError("there is no OR here: expected ; or and", token.start)
            if not (self._skip(";") or (token.kind == "word" and token.text.lower() == "and" and self._take())):
                missing = "; or and or )" if open_brackets else "; or and or the end"
                raise _unexpected(missing, token)

    def _condition(self) -> Condition:
        name = self._token
        if name.kind != "word":
            raise _unexpected("a parameter, such as conversation.name", name)
        self._take()
        parameter = name.text
        rest = self._token
        if rest.kind == "quoted" and rest.start == name.end and parameter.endswith("."):
            self._take()
            parameter += "".join(_unquoted(rest.text, wildcards=False))
        operator = self._token
        if operator.kind != "operator":
            raise _unexpected("an operator, such as ==,", operator)
        meaning = _SPELLINGS.get(operator.text, operator.text)
        if meaning not in _OPERATORS:
            raise RsqlError(f"there is no operator {operator.text}", operator.start)
        self._take()
        if meaning not in ("=in=", "=out="):
            return Condition(parameter, meaning, (self._value(),), name.start)
        if not self._skip("("):
            raise _unexpected("( and values", self._token)
        values = [self._value()]
        while self._skip(","):
            values.append(self._value())
        if not self._skip(")"):
            raise _unexpected(", or )", self._token)
        return Condition(parameter, meaning, tuple(values), name.start)

    def _value(self) -> Value:
        token = self._token
        if token.kind == "word":
            value = Value(tuple(token.text.split("*")))
        elif token.kind == "quoted":
            value = Value(_unquoted(token.text))
        else:
            raise _unexpected("a value", token)
        self._take()
        return value

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> bool:
        self._next += 1
        return True

    def _skip(self, mark: str) -> bool:
        token = self._token
        return token.kind == "mark" and token.text == mark and self._take()


def _tokens(text: str) -> Iterable[_Token]:
    at = 0
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at == len(text):
            yield _Token("end", "", at, at)
            return
        found = _TOKEN.match(text, at)
        if found is None:
            what = "a quote that is not closed" if text[at] in "\"'" else f"an unexpected {text[at]}"
            raise RsqlError(f"there is {what}", at)
        yield _Token(found.lastgroup or "", found[0], at, found.end())
        at = found.end()


def _unexpected(expected: str, token: _Token) -> RsqlError:
    return RsqlError(f"expected {expected} instead of {token.text or 'the end'}", token.start)


def _unquoted(text: str, *, wildcards: bool = True) -> tuple[str, ...]:
    """What a quoted text means: `*` is a wildcard, a backslash takes the next character as it is."""
    parts = [""]
    at = 1
    while at < len(text) - 1:
        if text[at] == "\\":
            at += 1
        elif wildcards and text[at] == "*":
            parts.append("")
            at += 1
            continue
        parts[-1] += text[at]
        at += 1
    return tuple(parts)


def _condition(condition: Condition) -> str:
    parameter = condition.parameter
    if not _plain(parameter):
        parts = parameter.split(".")
        first = next(index for index, part in enumerate(parts) if index and not _plain(part))
        parameter = ".".join(parts[:first]) + "." + _quoted((".".join(parts[first:]),))
    values = [_quoted(value.parts) for value in condition.values]
    listed = condition.operator in ("=in=", "=out=")
    return f"{parameter}{condition.operator}" + (f"({','.join(values)})" if listed else values[0])


def _plain(text: str) -> bool:
    found = _TOKEN.fullmatch(text)
    return found is not None and found.lastgroup == "word"


def _quoted(parts: tuple[str, ...]) -> str:
    return '"' + "*".join(re.sub(r'["\\*]', r"\\\g<0>", part) for part in parts) + '"'
