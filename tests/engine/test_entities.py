import pytest

from symbl_local.engine import AnalyzeOptions, CustomEntity, Entity

from .helpers import ANA, OMAR, analyze

ALL = AnalyzeOptions(detect_entities=True)


def entities(text: str) -> list[Entity]:
    return list(analyze(text, options=ALL).entities)


@pytest.mark.parametrize(
    ("text", "kind", "said", "value"),
    [
        ("Let's meet tomorrow.", "date", "tomorrow", "2026-03-03"),
        ("It ends on April 21st.", "date", "April 21st", "2026-04-21"),
        ("Born June 6th, 1958.", "date", "June 6th, 1958", "1958-06-06"),
        ("It is due 2026-03-05.", "date", "2026-03-05", "2026-03-05"),
        ("We met at 3 pm. It rained.", "time", "3 pm", "15:00:00"),
        ("It is due by the 17th.", "date", "the 17th", "2026-03-17"),
        ("It is due end of day Friday.", "date", "end of day Friday", "2026-03-06"),
        ("That was two weeks ago.", "date", "two weeks ago", "2026-02-16"),
        ("next Tuesday at 3 PM works.", "datetime", "next Tuesday at 3 PM", "2026-03-10 15:00:00"),
        ("Come at a quarter past two.", "time", "a quarter past two", "14:15:00"),
        ("Come at 10:30.", "time", "10:30", "10:30:00"),
        ("It fell over at 2:15 in the morning.", "time", "2:15 in the morning", "02:15:00"),
        ("We pay $1,500 a quarter.", "money", "$1,500", "$1,500"),
        ("It is nine thousand dollars cheaper.", "money", "nine thousand dollars", "nine thousand dollars"),
        ("Up by eighteen percent.", "percent", "eighteen percent", "eighteen percent"),
        ("Write to a.b@c.example.", "email", "a.b@c.example", "a.b@c.example"),
        ("See www.a.example/b?c=1.", "url", "www.a.example/b?c=1", "www.a.example/b?c=1"),
        ("Call (555) 014-2296.", "phone", "(555) 014-2296", "(555) 014-2296"),
        ("Call 030 1234567.", "phone", "030 1234567", "030 1234567"),
        ("What do you two think of that?", "number", "two", "two"),
        ("It took five months.", "duration", "five months", "five months"),
        ("Hello, this is Peter from Vodafone.", "organization", "Vodafone", "Vodafone"),
        ("We met Renee Salas there.", "person", "Renee Salas", "Renee Salas"),
        ("Thanks, Omar.", "person", "Omar", "Omar Haddad"),
        ("The office in Lisbon is closed.", "location", "Lisbon", "Lisbon"),
        ("She works at Cedar Mutual.", "organization", "Cedar Mutual", "Cedar Mutual"),
        ("I live on Fulton Street.", "location", "Fulton Street", "Fulton Street"),
    ],
)
def test_one_entity_is_found_where_it_stands(text: str, kind: str, said: str, value: str) -> None:
    found = [entity for entity in entities(text) if entity.type == kind]
    assert [(entity.text, entity.value, entity.offset) for entity in found] == [(said, value, text.index(said))]


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("See you tomorrow evening.", "datetimerange", "2026-03-03 16:00:00", "2026-03-03 20:00:00"),
        ("Come between 8 AM and 1 PM.", "timerange", "08:00:00", "13:00:00"),
        ("We meet in the afternoon.", "timerange", "12:00:00", "15:00:00"),
        ("It happens next week.", "daterange", "2026-03-09", "2026-03-15"),
        ("March 3 to March 5 is free.", "daterange", "2026-03-03", "2026-03-05"),
    ],
)
def test_ranges_have_a_start_and_an_end(text: str, kind: str, start: str, end: str) -> None:
    [entity] = entities(text)
    assert (entity.type, entity.value, entity.start, entity.end) == (kind, None, start, end)


@pytest.mark.parametrize(
    "text", ["I may go.", "We march on.", "He sat in the sun.", "One of them left.", "No one came."]
)
def test_words_that_only_look_like_entities_are_left(text: str) -> None:
    assert entities(text) == []


def test_custom_entities_are_literal_and_ignore_case() -> None:
    options = AnalyzeOptions(
        detect_entities=True,
        entities=(
            CustomEntity(type="Plan", text="Growth tier", value="growth"),
            CustomEntity(type="Tool", text="C++"),
            CustomEntity(type="Nothing", text="  "),
        ),
    )
    text = "The growth TIER, a growth tier; not growth tiers. C++ too."
    found = analyze(text, options=options).entities
    assert [(entity.text, entity.offset, entity.custom_type, entity.value) for entity in found] == [
        ("growth TIER", 4, "Plan", "growth"),
        ("growth tier", 19, "Plan", "growth"),
        ("C++", 50, "Tool", "C++"),
    ]
    assert {entity.type for entity in found} == {"custom"}


def test_members_are_found_in_small_letters_too() -> None:
    found = entities("i asked omar haddad and ana about it")
    assert [(entity.text, entity.member) for entity in found] == [("omar haddad", OMAR), ("ana", ANA)]


def test_entities_are_silent_unless_asked_for() -> None:
    assert analyze("See you tomorrow.").entities == ()
