from symbl_local.engine import Topic
from symbl_local.engine.text.themes import themes

ORDER = [f"m{number}" for number in range(10)]


def topic(text: str, *numbers: int, score: float = 0.6, parent: str | None = None) -> Topic:
    return Topic(text=text, score=score, message_ids=tuple(f"m{number}" for number in numbers), parent=parent)


def test_topics_with_the_same_head_are_one_theme_named_by_it() -> None:
    found = themes([topic("database migrations", 3, 1), topic("lease", 7), topic("server migration", 2, 1)], ORDER)
    assert [(theme.text, theme.message_ids) for theme in found] == [
        ("migration", ("m1", "m2", "m3")),
        ("lease", ("m7",)),
    ]
    assert [theme.score for theme in found] == [0.75, 0.25]


def test_topics_of_the_same_messages_are_one_theme_named_by_the_weightiest() -> None:
    [theme] = themes([topic("invoices", 1, 2, score=0.7), topic("late payment", 1, 2, 3, score=0.8)], ORDER)
    assert theme.text == "late payment"
    assert theme.score == 1


def test_one_message_in_common_is_not_enough() -> None:
    assert len(themes([topic("invoices", 1), topic("ramp", 1)], ORDER)) == 2


def test_a_topic_belongs_to_its_wider_one() -> None:
    [theme] = themes([topic("ramp", 1), topic("loading bay", 5, parent="ramp")], ORDER)
    assert theme.message_ids == ("m1", "m5")


def test_nothing() -> None:
    assert themes([], ORDER) == []
    [theme] = themes([topic("ramp")], ORDER)
    assert (theme.score, theme.message_ids) == (0.0, ())
