from .helpers import analyze

TALK = (
    "Hi Omar, good morning.",
    "The database migration starts on Monday.",
    "We moved half of the tables in the database migration already.",
    "The invoices for the database migration are late.",
    "Those invoices worry me.",
    "The migration script is slow.",
)


def test_topics_are_phrases_that_come_back() -> None:
    found = {topic.text: topic for topic in analyze(*TALK).topics}
    assert next(iter(found)) == "database migration"
    assert found["database migration"].message_ids == ("m1", "m2", "m3")
    assert "invoices" in found
    assert all(0 < topic.score < 1 for topic in found.values())


def test_greetings_names_and_days_are_no_topics() -> None:
    words = {word for topic in analyze(*TALK).topics for word in topic.text.lower().split()}
    assert words.isdisjoint({"hi", "omar", "morning", "good", "monday", "half"})


def test_a_parent_is_a_topic_of_the_same_list() -> None:
    found = analyze(*TALK, *("The lease renewal is due.",) * 3, *("The renewal form is long.",) * 3).topics
    texts = {topic.text for topic in found}
    parents = {topic.parent for topic in found} - {None}
    assert parents <= texts
    assert all(topic.parent != topic.text for topic in found)


def test_short_talk_gives_no_junk() -> None:
    assert analyze("So I have a quick question.", "Okay.").topics == ()
    assert analyze().topics == ()


def test_topics_of_a_short_talk_are_sure_enough_to_show() -> None:
    found = analyze(
        "I'm calling about the monthly report.", "Is the assembly plan done?", "The roof vents are late."
    ).topics
    assert {topic.text for topic in found} >= {"monthly report", "assembly plan", "roof vents"}
    assert all(topic.score >= 0.5 for topic in found)
    assert [topic.score for topic in found] == sorted((topic.score for topic in found), reverse=True)


def test_small_talk_has_no_topics() -> None:
    assert (
        analyze("Hello, how are you?", "I'm fine, thanks.", "Lovely weather today.", "Have a nice weekend!").topics
        == ()
    )


def test_a_long_talk_has_few_topics() -> None:
    assert (
        len(analyze(*(f"The pump {number} needs a seal kit and a drain valve." for number in range(300))).topics) <= 20
    )
