"""The filter language: what is read, what is refused, and that the database finds the same as a plain loop would."""

from __future__ import annotations

import json
import operator
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbl_local import listing, rsql
from symbl_local.listing import Query
from symbl_local.rsql import Condition, RsqlError, Value, parse, write
from symbl_local.store import Store
from symbl_local.times import from_ms, wire

AGENT = "conversation.metadata.agentId"


def one(text: str) -> Condition:
    [condition] = parse(text)
    return condition


@pytest.mark.parametrize(
    ("text", "meaning", "value"),
    [
        ("a==b", "==", ("b",)),
        ("a!=b", "!=", ("b",)),
        ("a=gt=b", ">", ("b",)),
        ("a>b", ">", ("b",)),
        ("a=ge=b", ">=", ("b",)),
        ("a>=b", ">=", ("b",)),
        ("a=lt=b", "<", ("b",)),
        ("a<b", "<", ("b",)),
        ("a=le=b", "<=", ("b",)),
        ("a<=b", "<=", ("b",)),
        ("a == b", "==", ("b",)),
        ("((a==b))", "==", ("b",)),
        ("a=='it is'", "==", ("it is",)),
        ('a=="it is"', "==", ("it is",)),
        ('a=="say \\"so\\" \\\\ \\*"', "==", ('say "so" \\ *',)),
        ('a==""', "==", ("",)),
        ("a==and", "==", ("and",)),
        ("a==b*", "==", ("b", "")),
        ("a=='*b c*'", "==", ("", "b c", "")),
        ("a==2026-03-01T00:00:00.000Z", "==", ("2026-03-01T00:00:00.000Z",)),
    ],
)
def test_one_condition(text: str, meaning: str, value: tuple[str, ...]) -> None:
    assert one(text) == Condition("a", meaning, (Value(value),))


def test_lists() -> None:
    assert one("a=in=(b, 'c d' ,e)").values == (Value(("b",)), Value(("c d",)), Value(("e",)))
    assert one("a=out=(b)") == Condition("a", "=out=", (Value(("b",)),))


@pytest.mark.parametrize("text", ["a==1;b==2", "a==1 and b==2", "a==1 AND b==2", "(a==1);(b==2)", "((a==1;b==2))"])
def test_all_of_several(text: str) -> None:
    assert [condition.parameter for condition in parse(text)] == ["a", "b"]


def test_a_name_in_quotes() -> None:
    assert one('conversation.metadata."agent id"==x').parameter == "conversation.metadata.agent id"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a parameter, such as conversation.name instead of the end at character 1"),
        ("  ", "expected a parameter, such as conversation.name instead of the end at character 3"),
        ("a", "expected an operator, such as ==, instead of the end at character 2"),
        ("a==", "expected a value instead of the end at character 4"),
        ("a==b c", "expected ; or and or the end instead of c at character 6"),
        ("a=b", "there is an unexpected = at character 2"),
        ("a=like=b", "there is no operator =like= at character 2"),
        ("a==1,b==2", "there is no OR here: expected ; or and at character 5"),
        ("a==1 or b==2", "there is no OR here: expected ; or and at character 6"),
        ("(a==1,b==2)", "there is no OR here: expected ; or and at character 6"),
        ("a==1;", "expected a parameter, such as conversation.name instead of the end at character 6"),
        ("(a==1", "expected ; or and or ) instead of the end at character 6"),
        ("a==1)", "expected ; or and or the end instead of ) at character 5"),
        ("a=='b", "there is a quote that is not closed at character 4"),
        ("a=in=b", "expected ( and values instead of b at character 6"),
        ("a=in=()", "expected a value instead of ) at character 7"),
        ("a=in=(b;c)", "expected , or ) instead of ; at character 8"),
        ("'a'==b", "expected a parameter, such as conversation.name instead of 'a' at character 1"),
        ("a==" + "b" * rsql.LONGEST, f"expected at most {rsql.LONGEST} characters, not"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(RsqlError, match=re.escape(message)):
        parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("conversation.members==x", "there is no parameter conversation.members (there are conversation.id,"),
        ("name==x", "there is no parameter name"),
        ("conversation.startTime==soon", "conversation.startTime is compared with a time, which is ISO 8601"),
        ("conversation.startTime==2026*", "conversation.startTime is compared with a time"),
        (f"{AGENT}==1;conversation.name==2;conversation.id==3", "expected at most 2 different parameters at character"),
    ],
)
def test_not_a_filter_of_conversations(text: str, message: str) -> None:
    with pytest.raises(RsqlError, match=re.escape(message)):
        listing.check(parse(text))


def test_two_names_of_one_parameter_are_one() -> None:
    listing.check(parse(f"conversation.startTime>2026-01-01;conversation.startDate<2027-01-01;{AGENT}!=x"))


# -- whatever comes ---------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("ab.-:*\\\"'()=;,<> \n"), max_size=12)
VALUES = st.lists(st.text(max_size=6), min_size=1, max_size=3).map(lambda parts: Value(tuple(parts)))
PARAMETERS = st.one_of(
    st.sampled_from(["a", "conversation.name", AGENT]),
    st.text(max_size=8).map(lambda key: f"conversation.metadata.{key}"),
)
SINGLE = st.builds(Condition, PARAMETERS, st.sampled_from(["==", "!=", ">", ">=", "<", "<="]), st.tuples(VALUES))
SEVERAL = st.builds(Condition, PARAMETERS, st.sampled_from(["=in=", "=out="]), st.lists(VALUES, min_size=1).map(tuple))


@given(WORDS | st.text(max_size=40))
def test_nothing_but_its_own_error(text: str) -> None:
    try:
        conditions = parse(text)
    except RsqlError as error:
        assert 0 <= error.at <= len(text)
        return
    assert parse(write(conditions)) == conditions


@given(st.lists(SINGLE | SEVERAL, min_size=1, max_size=4).map(tuple))
def test_what_is_written_is_read_again(conditions: tuple[Condition, ...]) -> None:
    assert parse(write(conditions)) == conditions


# -- what the database finds ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stored:
    id: str
    name: str
    started: int
    ended: int
    metadata: dict[str, str]


ACCOUNT = "account"
START = 1_772_000_000_000


@pytest.fixture(scope="module")
def stored() -> Iterator[tuple[Store, list[Stored]]]:
    """Conversations with few different values, so that everything meets something, and those of somebody else."""
    store, rng, found = Store(None), random.Random(4), list[Stored]()
    with store.writing() as db:
        for number in range(160):
            metadata = {key: rng.choice("abc*") for key in ("agentId", "b c") if rng.random() < 0.7}
            started = START + 1000 * rng.randrange(20)
            name = rng.choice(["Call", "Call *", "call [1]", "Meeting", "Ünal?", ""]) + rng.choice(["", " 1", " 2"])
            one = Stored(f"{rng.randrange(10**6)}-{number}", name, started, started + rng.randrange(5), metadata)
            account = ACCOUNT if rng.random() < 0.8 else "stranger"
            db.execute(
                "INSERT INTO conversations (id, account, name, started, ended) VALUES (?, ?, ?, ?, ?)",
                [one.id, account, one.name, 0, one.ended],
            )
            db.execute("UPDATE conversations SET started = ? WHERE id = ?", [one.started, one.id])
            db.execute("UPDATE conversations SET metadata = ? WHERE id = ?", [json.dumps(metadata), one.id])
            if account == ACCOUNT:
                found.append(one)
    yield store, found
    store.close()


TEXTS = st.sampled_from(["a", "b", "c", "", "Call", "Call 1", "zzz", "call [1]", "Ünal? 2", "Meeting 1"])
PATTERNS = st.sampled_from([("", ""), ("Call", ""), ("", "1"), ("", "[", ""), ("Ünal", "2"), ("c", "l", ""), ("a", "")])
OPERATORS: dict[str, Callable[[str, str], bool]] = {">": operator.gt, ">=": operator.ge}
OPERATORS |= {"<": operator.lt, "<=": operator.le}


def _conditions(parameters: list[str]) -> st.SearchStrategy[tuple[Condition, ...]]:
    names = st.sampled_from(parameters)
    single = st.builds(Condition, names, st.sampled_from([*OPERATORS, "==", "!="]), st.tuples(_value(TEXTS)))
    pattern = st.builds(Condition, names, st.sampled_from(["==", "!="]), st.tuples(PATTERNS.map(Value)))
    words = st.lists(_value(TEXTS), min_size=1, max_size=3).map(tuple)
    several = st.builds(Condition, names, st.sampled_from(["=in=", "=out="]), words)
    return st.lists(single | pattern | several, max_size=3).map(tuple)


def _value(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    return texts.map(lambda text: Value((text,)))


def _times() -> st.SearchStrategy[tuple[Condition, ...]]:
    moments = st.integers(-1, 21).map(lambda number: Value((wire(from_ms(START + 1000 * number)),)))
    names = st.sampled_from(["conversation.startTime", "conversation.endDate"])
    return st.lists(
        st.builds(Condition, names, st.sampled_from([*OPERATORS, "==", "!="]), st.tuples(moments)), max_size=2
    ).map(tuple)


FILTERS = st.one_of(
    _conditions([AGENT, "conversation.metadata.b c"]),
    _conditions([AGENT, "conversation.name"]),
    _conditions(["conversation.name", "conversation.type"]),
    _times(),
)
SORTS = st.lists(st.sampled_from(["started", "ended", "name", "id"]), min_size=1, max_size=2, unique=True)
WINDOWS = st.none() | st.integers(START, START + 20_000)
SMALL = st.sampled_from([(20_000, 2_000), (20, 5), (1, 1)])


@settings(max_examples=300, deadline=None)
@given(FILTERS, FILTERS, SORTS, st.booleans(), WINDOWS, WINDOWS, st.integers(0, 30), st.integers(0, 60), SMALL)
def test_the_same_as_a_plain_loop(
    stored: tuple[Store, list[Stored]],
    first: tuple[Condition, ...],
    second: tuple[Condition, ...],
    sort: list[str],
    descending: bool,
    start: int | None,
    end: int | None,
    limit: int,
    offset: int,
    counted: tuple[int, int],
) -> None:
    store, everything = stored
    query = Query(
        account=ACCOUNT,
        filters=[one for one in (first, second) if one],
        start=start,
        end=end,
        sort=sort,
        descending=descending,
        limit=limit,
        offset=offset,
    )
    with pytest.MonkeyPatch.context() as patch:  # other counts, other ways to the page
        patch.setattr(listing, "_COUNTED", counted[0])
        patch.setattr(listing, "_COUNTED_SLOWLY", counted[1])
        with store.reading() as db:
            page = [record.id for record, _ in listing.find(db, query)]
    wanted = [
        one
        for one in everything
        if all(_meets(one, condition) for condition in (*first, *second))
        and (start is None or start <= one.started)
        and (end is None or one.started <= end)
    ]
    wanted.sort(key=lambda one: [getattr(one, name) for name in (*sort, "id")], reverse=descending)
    assert page == [one.id for one in wanted[offset : offset + limit]]


def _meets(one: Stored, condition: Condition) -> bool:
    if condition.operator in ("!=", "=out="):
        opposite = "==" if condition.operator == "!=" else "=in="
        return not _meets(one, Condition(condition.parameter, opposite, condition.values))
    times = {"conversation.startTime": one.started, "conversation.endDate": one.ended}
    if condition.parameter in times:
        texts = wire(from_ms(times[condition.parameter])), condition.values[0].text
        return {"==": operator.eq, **OPERATORS}[condition.operator](*texts)
    known = {"conversation.name": one.name, "conversation.type": "meeting"}
    actual = known.get(
        condition.parameter, one.metadata.get(condition.parameter.removeprefix("conversation.metadata."))
    )
    if actual is None:
        return False
    if condition.operator == "=in=":
        return actual in [value.text for value in condition.values]
    [value] = condition.values
    if condition.operator != "==":
        return OPERATORS[condition.operator](actual, value.text)
    if len(value.parts) == 1:
        return actual == value.text
    return re.fullmatch(".*".join(map(re.escape, value.parts)), actual, re.DOTALL) is not None


def test_more_conditions_than_a_chain_may_have(stored: tuple[Store, list[Stored]]) -> None:
    store, everything = stored
    conditions = parse(";".join(["conversation.id!=1"] * 850))
    with store.reading() as db:
        assert len(listing.find(db, Query(account=ACCOUNT, filters=[conditions], limit=1000))) == len(everything)


def test_the_metadata_of_an_older_database_are_found(tmp_path: Path) -> None:
    path = tmp_path / "symbl_local.sqlite3"
    db = sqlite3.connect(path)
    for step in (1, 2):
        db.executescript(files("symbl_local").joinpath(f"schema/{step}.sql").read_text("utf-8"))
    row = ["1", ACCOUNT, "Old", START, START, json.dumps({"agentId": "a"})]
    db.execute("INSERT INTO conversations (id, account, name, started, ended, metadata) VALUES (?, ?, ?, ?, ?, ?)", row)
    db.execute("PRAGMA user_version = 2")
    db.commit()
    db.close()
    store = Store(tmp_path)
    with store.reading() as db:
        [(record, _)] = listing.find(db, Query(account=ACCOUNT, filters=[parse(f"{AGENT}==a")]))
        assert record.name == "Old"
    store.close()
