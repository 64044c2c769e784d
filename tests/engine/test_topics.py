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
