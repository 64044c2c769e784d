"""Finding conversations: conditions, orders and pages, as SQL that walks an index (docs/contract.md §4).

Whatever is asked for, there are a few ways to go: along the index of the order until the page is full, or along the
index of one of the conditions, sorting what is left. `_plan` takes the one that looks at the fewest rows.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from symbl_api.errors import DecodeError
from symbl_api.types import date_time
from symbl_local.records import ConversationRecord, Person
from symbl_local.rsql import Condition, RsqlError, Value
from symbl_local.times import from_ms, to_ms

__all__ = ["SORTABLE", "Page", "Query", "check", "find", "record"]

_METADATA = "conversation.metadata."
SORTABLE = {
    "conversation.id": "id",
    "conversation.name": "name",
    "conversation.startTime": "started",
    "conversation.endTime": "ended",
    "conversation.startDate": "started",
    "conversation.endDate": "ended",
}
"""The columns of what conversations are sorted by, the usual names first."""

_PARAMETERS = {**SORTABLE, "conversation.type": "type"}
_INDEXES = {"started": "by_start", "ended": "by_end", "name": "by_name", "id": "by_id"}
_MOST_PARAMETERS = 2
_LONGEST_PATTERN = 50_000  # bytes, more of which the database refuses
_COUNTED = 20_000
_COUNTED_SLOWLY = 2_000
"""Rows of an index that are counted to find out how many a condition leaves; fewer where it has to read past others."""

Page = list[tuple[ConversationRecord, list[Person]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which conversations of an account, in which order. `filters` are those of the caller and of a group; all hold.

    `start` and `end` bound the conversations' start, both included, in milliseconds since 1970. `sort` are columns.
    """

    account: str
    filters: Sequence[Sequence[Condition]] = ()
    start: int | None = None
    end: int | None = None
    sort: Sequence[str] = ("started",)
    descending: bool = False
    limit: int = 20
    offset: int = 0


def check(conditions: Iterable[Condition]) -> None:
    """Raise `RsqlError` for what cannot be asked: unknown parameters, more than two of them, times that are none."""
    known: set[str] = set()
    for condition in conditions:
        _values(condition)
        if len((_pattern(condition) or "").encode()) > _LONGEST_PATTERN:
            raise RsqlError("a text with wildcards is too long", condition.at)
        known.add(_name(condition))
        if len(known) > _MOST_PARAMETERS:
            raise RsqlError(f"expected at most {_MOST_PARAMETERS} different parameters", condition.at)


def find(db: sqlite3.Connection, query: Query) -> Page:
    """One page, with the members of each conversation. Raises `RsqlError`."""
    terms = _terms(query)
    sql, values = _plan(db, query, terms)
    rows = db.execute(
        f"WITH page AS MATERIALIZED ({sql}) SELECT conversations.*"
        f" FROM page CROSS JOIN conversations ON id = page.found ORDER BY {_order(query, {})}",
        values,
    ).fetchall()
    people: dict[str, list[Person]] = defaultdict(list)
    ids = json.dumps([row["id"] for row in rows])
    for row in db.execute(
        "SELECT members.* FROM json_each(?) CROSS JOIN members ON conversation_id = json_each.value"
        " ORDER BY conversation_id, position",
        [ids],
    ):
        person = Person(id=row["id"], name=row["name"], user_id=row["user_id"], email=row["email"])
        people[row["conversation_id"]].append(person)
    return [(record(row), people[row["id"]]) for row in rows]


def record(row: sqlite3.Row) -> ConversationRecord:
    """A conversation as its row has it."""
    return ConversationRecord(
        id=row["id"],
        name=row["name"],
        start=from_ms(row["started"]),
        end=from_ms(row["ended"]),
        threshold=row["threshold"],
        metadata=json.loads(row["metadata"]),
    )


# -- conditions -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Term:
    """All conditions on one parameter.

    `test` is SQL in which a column in braces stands for that of a conversation. `source` is an index that finds what
    meets them, with its columns; None where only a look at everything would.
    """

    test: str
    values: list[Any]
    source: _Source | None


@dataclass(frozen=True, slots=True)
class _Source:
    """Rows of an index, and what the columns of a conversation are called there; `c` is the conversation itself."""

    tables: str
    where: str
    values: list[Any]
    columns: dict[str, str]
    order: str | None  # the column by which the rows come
    slow: bool = False  # whether rows are read that are not wanted


def _of_conversations(column: str) -> tuple[str, dict[str, str]]:
    tables = f"conversations AS c INDEXED BY conversations_{_INDEXES[column]}"
    return tables, {name: f"c.{name}" for name in _INDEXES}


def _terms(query: Query) -> list[_Term]:
    parameters: dict[str, list[Condition]] = defaultdict(list)
    for conditions in query.filters:
        check(conditions)
        for condition in conditions:
            parameters[_name(condition)].append(condition)
    terms = [
        _metadata_term(query.account, name.removeprefix(_METADATA), conditions)
        if name.startswith(_METADATA)
        else _column_term(query.account, name, conditions)
        for name, conditions in parameters.items()
    ]
    bounds = [(">=", query.start), ("<=", query.end)]
    window = [(f"{{started}} {operator} ?", moment) for operator, moment in bounds if moment is not None]
    if window:
        test, values = _all([test for test, _ in window]), [moment for _, moment in window]
        terms.append(_Term(test, values, _source(query.account, "started", test, values)))
    return terms


def _source(account: str, column: str, test: str, values: list[Any], slow: bool = False) -> _Source:
    tables, columns = _of_conversations(column)
    where = f"c.account = ? AND {test.format(**columns)}"
    return _Source(tables, where, [account, *values], columns, column, slow)


def _column_term(account: str, column: str, conditions: Sequence[Condition]) -> _Term:
    if column == "type":
        tests = [_compared("'meeting'", condition) for condition in conditions]
        return _Term(_all([sql for sql, _ in tests]), [value for _, values in tests for value in values], None)
    tests = [_compared(f"{{{column}}}", condition) for condition in conditions]
    test, values = _all([sql for sql, _ in tests]), [value for _, values in tests for value in values]
    wanted = any(_positive(condition) for condition in conditions)
    slow = not any(_finds(condition) for condition in conditions)
    return _Term(test, values, _source(account, column, test, values, slow) if wanted else None)


def _metadata_term(account: str, key: str, conditions: Sequence[Condition]) -> _Term:
    """`!=` and `=out=` are the opposites of `==` and `=in=`, so that they hold also where there is no such key."""
    wanted = [_compared("value", condition) for condition in conditions if _positive(condition)]
    others = [_compared("value", _opposite(condition)) for condition in conditions if not _positive(condition)]
    look = "EXISTS (SELECT 1 FROM metadata AS x WHERE x.conversation_id = {{id}} AND x.key = ? AND {test})"
    tests: list[str] = []
    values: list[Any] = []
    source = None
    if wanted:
        test, found = _all([sql for sql, _ in wanted]), [value for _, given in wanted for value in given]
        tests.append(look.format(test=test))
        values += [key, *found]
        columns = {"id": "m.conversation_id", "started": "m.started", "name": "c.name", "ended": "c.ended"}
        tables = "metadata AS m INDEXED BY metadata_by_value"
        where = f"m.account = ? AND m.key = ? AND {_all([test, *(f'NOT {test}' for test, _ in others)])}"
        inside = [account, key, *found, *(value for _, given in others for value in given)]
        order = "started" if test == "(value == ?)" else None
        slow = not any(_finds(condition) for condition in conditions)
        source = _Source(tables, where, inside, columns, order, slow)
    for test, found in others:
        tests.append("NOT " + look.format(test=test))
        values += [key, *found]
    return _Term(_all(tests), values, source)


def _name(condition: Condition) -> str:
    """The same name for all spellings of a parameter; `RsqlError` if there is no such."""
    if condition.parameter.startswith(_METADATA):
        return condition.parameter
    if column := _PARAMETERS.get(condition.parameter):
        return column
    known = ", ".join((*list(SORTABLE)[:4], "conversation.type", _METADATA + "<key>"))
    raise RsqlError(f"there is no parameter {condition.parameter[:80]} (there are {known})", condition.at)


def _positive(condition: Condition) -> bool:
    return condition.operator not in ("!=", "=out=")


def _opposite(condition: Condition) -> Condition:
    operator = "==" if condition.operator == "!=" else "=in="
    return Condition(condition.parameter, operator, condition.values, condition.at)


def _finds(condition: Condition) -> bool:
    """Whether an index leads to what meets the condition."""
    return _positive(condition) and not (condition.operator == "==" and condition.values[0].parts[0] == "")


def _values(condition: Condition) -> list[Any]:
    """What the database compares with; of a wildcard only its text."""
    if _name(condition) in ("started", "ended"):
        return [_moment(value, condition) for value in condition.values]
    return [value.text for value in condition.values]


def _moment(value: Value, condition: Condition) -> int:
    try:
        return to_ms(date_time(value.text))
    except (DecodeError, OverflowError):
        raise RsqlError(f"{condition.parameter} is compared with a time, which is ISO 8601", condition.at) from None


def _compared(column: str, condition: Condition) -> tuple[str, list[Any]]:
    values = _values(condition)
    if condition.operator in ("=in=", "=out="):
        word = "IN" if condition.operator == "=in=" else "NOT IN"
        return f"{column} {word} ({', '.join('?' * len(values))})", values
    pattern = _pattern(condition)
    if pattern is None:
        return f"{column} {'<>' if condition.operator == '!=' else condition.operator} ?", values
    parts = condition.values[0].parts
    if condition.operator == "!=":
        return f"{column} NOT GLOB ?", [pattern]
    bounds = [(f"{column} >= ?", parts[0])] if parts[0] else []
    if after := _after(parts[0]):
        bounds.append((f"{column} < ?", after))
    return _all([f"{column} GLOB ?", *(sql for sql, _ in bounds)]), [pattern, *(value for _, value in bounds)]


def _pattern(condition: Condition) -> str | None:
    """What GLOB compares with; None for a condition without wildcards."""
    parts = condition.values[0].parts
    if len(parts) == 1 or condition.operator not in ("==", "!="):
        return None
    return "*".join(part.replace("[", "[[]").replace("?", "[?]").replace("*", "[*]") for part in parts)


def _after(prefix: str) -> str:
    """The first text behind all those that start with `prefix`; empty if there is none."""
    prefix = prefix.rstrip("\U0010ffff")
    if not prefix:
        return ""
    last = ord(prefix[-1]) + 1
    return prefix[:-1] + chr(0xE000 if last == 0xD800 else last)


def _all(tests: Sequence[str]) -> str:
    """All of them, in brackets like a tree: the database refuses long chains."""
    if len(tests) > 2:
        middle = len(tests) // 2
        return f"({_all(tests[:middle])} AND {_all(tests[middle:])})"
    return f"({' AND '.join(tests)})" if tests else "(1)"


# -- the way to a page ------------------------------------------------------------------------------------


def _plan(db: sqlite3.Connection, query: Query, terms: Sequence[_Term]) -> tuple[str, list[Any]]:
    """The query for the ids of a page.

    Walking along the order stops when the page is full, which comes the sooner the more conversations meet the
    conditions. Going by a condition looks at all that it leaves, unless its index has the order as well.
    """
    [every] = db.execute("SELECT coalesce(max(rowid), 0) + 1 FROM conversations").fetchone()
    sized = [_sized(db, term.source, every) for term in terms]
    counts = [count for _, count in sized]
    full = (query.offset + query.limit) * prod(every / count for count in counts)
    tables, columns = _of_conversations(query.sort[0])
    best, least = _Source(tables, "c.account = ?", [query.account], columns, query.sort[0]), min(full, every)
    rest = terms
    for term, (source, count) in zip(terms, sized, strict=True):
        ordered = source and source.order == query.sort[0]
        rows = 0.9 * min(full * count / every, count) if ordered else count  # it has less to look up, too
        if source and rows < least:
            best, least, rest = source, rows, [other for other in terms if other is not term]
    where = [best.where, *(term.test.format(**best.columns) for term in rest)]
    order = _order(query, best.columns)
    tables = best.tables
    if tables.startswith("metadata") and re.search(r"\bc\.", " ".join([*where, order])):
        tables += " CROSS JOIN conversations AS c ON c.id = m.conversation_id"
    sql = f"SELECT {best.columns['id']} AS found FROM {tables} WHERE {_all(where)} ORDER BY {order} LIMIT ? OFFSET ?"
    return sql, [*best.values, *(value for term in rest for value in term.values), query.limit, query.offset]


def _sized(db: sqlite3.Connection, source: _Source | None, every: int) -> tuple[_Source | None, int]:
    """A source and how many rows it has, at least one; `every` if there is none, or they are too many to be counted.

    One that is slow is not read twice: where it has few rows, they are themselves the source.
    """
    if source is None:
        return None, every
    most = _COUNTED_SLOWLY if source.slow else _COUNTED
    rows = f"SELECT {source.columns['id']} FROM {source.tables} WHERE {source.where} LIMIT {most}"
    if not source.slow:
        [count] = db.execute(f"SELECT count(*) FROM ({rows})", source.values).fetchone()
        return source, max(1, count) if count < most else every
    ids = [row[0] for row in db.execute(rows, source.values)]
    if len(ids) == most:
        return source, every
    tables = "json_each(?) AS found CROSS JOIN conversations AS c ON c.id = found.value"
    return _Source(tables, "1", [json.dumps(ids)], {name: f"c.{name}" for name in _INDEXES}, None), max(1, len(ids))


def _order(query: Query, columns: dict[str, str]) -> str:
    names = dict.fromkeys([*query.sort, "id"])
    return ", ".join(f"{columns.get(name, name)} {'DESC' if query.descending else 'ASC'}" for name in names)
