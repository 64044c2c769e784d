"""One test a construction: what takes a task on or hands it out, and what only looks like that."""

from dataclasses import replace

import pytest

from symbl_local.engine import AnalyzeOptions, Conversation, Insight, Member
from symbl_local.engine.text import TextAnalyzer
from symbl_local.engine.text.actions import judged
from symbl_local.engine.text.learned import weigh_after
from symbl_local.engine.text.lexicon.openers import openers
from symbl_local.engine.text.lexicon.promises import PATTERNS, SETTLED
from symbl_local.engine.text.people import people_of
from symbl_local.engine.text.words import read

from .helpers import ANA, OMAR, conversation, task

Said = tuple[Member, str]

FOUND: dict[str, tuple[tuple[str, str], ...]] = {
    "a verb that no list knows, done to something": (
        ("I'll whittle the shortlist down to five over the weekend.", "action_item"),
        ("I'm going to bevel the edges tonight.", "action_item"),
    ),
    "roundabout promises": (
        ("I'd be up for doing the sound on the night.", "action_item"),
        ("I thought I'd sort the photographs into albums this winter.", "action_item"),
        ("I've got three essays to mark tonight.", "action_item"),
        ("I'm off to collect the trophies.", "action_item"),
        ("I said I'd repaint the railings, so I'll do that at half-term.", "action_item"),
        ("I'd better give the school a ring, then.", "follow_up"),
    ),
    "roundabout requests": (
        ("Could I get you to water the seedlings while I'm in Leeds?", "action_item"),
        ("If you wouldn't mind locking the cabinet.", "action_item"),
        ("If you'd be so kind as to lock the cabinet.", "action_item"),
        ("Are you okay to cover the late shift on Wednesday?", "action_item"),
        ("You wouldn't draw me a quick diagram, would you?", "action_item"),
        ("Be a dear and take the bins out tonight.", "action_item"),
        ("It'd be great if somebody could photograph the damage.", "action_item"),
        ("It's important that you bring the original certificate.", "action_item"),
        ("Next time bring the one with the long handle.", "action_item"),
        ("Try to walk for twenty minutes every day until I see you again.", "action_item"),
        ("Don't post the forms until I've checked them.", "action_item"),
        ("You'll ring the band, won't you?", "follow_up"),
        ("It would help if you labelled the boxes.", "action_item"),
        ("Maybe you could print a few extra programmes tomorrow.", "action_item"),
        ("It's your job to bring the tent.", "action_item"),
        ("Might be worth you giving the helpline a ring.", "follow_up"),
    ),
    "what others are to do": (
        ("Someone's going to have to move the piano.", "action_item"),
        ("My team leader will need to sign that off.", "action_item"),
        ("Paul's offered to drive the minibus.", "action_item"),
        ("Ilse offered to host the next one.", "action_item"),
        ("The surgery will ring you with the results.", "follow_up"),
        ("The risk assessment's with Paul.", "action_item"),
        ("The banners go to Paul.", "action_item"),
        ("He's agreed to shorten the fence.", "action_item"),
        ("She promised she'd phone me back this afternoon.", "follow_up"),
        ("The bank's meant to ring me back before five.", "follow_up"),
    ),
    "what has to be done by whomever": (
        ("It needs to be run past our lawyer.", "action_item"),
        ("There's still the hall to book.", "action_item"),
        ("I'm having it reversed this afternoon.", "action_item"),
        ("The vicar would like the flowers done by nine.", "action_item"),
        ("The only thing left is wiring the lamp.", "action_item"),
    ),
    "getting in touch and meeting again": (
        ("Let's come back to that next Wednesday.", "follow_up"),
        ("Let's put a kick-off in everyone's calendar for the 9th.", "follow_up"),
        ("Let's say Thursday at ten.", "follow_up"),
        ("The next meeting's on the second, same room.", "follow_up"),
        ("You'll hear from us by email.", "follow_up"),
        ("The new files will be with you by Friday.", "follow_up"),
        ("A quick call to the insurers wouldn't hurt.", "follow_up"),
        ("I'll nip over and have a chat with the neighbours.", "follow_up"),
        ("I'll have a box of samples couriered over.", "follow_up"),
        ("One of you should get on to the surgery.", "follow_up"),
    ),
    "starting over": (
        ("Can you, can you ask the caretaker?", "follow_up"),
        ("I, I'll, I'll repaint the gate tomorrow.", "action_item"),
    ),
}  # fmt: skip

LEFT_ALONE: dict[str, tuple[str, ...]] = {
    "speech": ("I'll admit the first draft was rough.", "I'll take your word for it.", "I'll keep it short."),
    "the past": ("I was going to paint it green but my wife talked me out of it.", "Somebody had to keep watch."),
    "how things work": (
        "The scheduler will pick the next job off the queue.",
        "A client must send its key with every call.",
        "You'd write the intent to a log before you touch the disk.",
        "So you keep a counter, you bump it on every write, and you're done.",
    ),
    "stories": (
        "He'd have me copy out the whole page again.",
        "You'd carry the oil up, pour it in and light the wick.",
        "He said he'd send them but they never arrived.",
    ),
    "conditions": ("If you ever need a plumber, ring my cousin.", "If you go there, take a torch."),
    "excuses and states": (
        "I have a family to feed.",
        "It has to be on thick paper.",
        "We're going to Spain in August.",
    ),
    "proverbs and politeness": (
        "Don't count your chickens before they hatch.",
        "Better late than never.",
        "Do you fancy a biscuit?",
        "Are you able to see my screen?",
    ),
}


@pytest.mark.parametrize(
    ("text", "kind"), [pair for pairs in FOUND.values() for pair in pairs], ids=lambda value: str(value)[:60]
)
def test_the_rules_see_each_construction(text: str, kind: str) -> None:
    ruled = judged(conversation(text).messages[0], people_of((ANA, OMAR))).ruled
    assert ruled is not None
    assert ruled.contact == (kind == "follow_up")


@pytest.mark.parametrize("text", [text for texts in LEFT_ALONE.values() for text in texts])
def test_what_only_looks_like_a_task_is_left_alone(text: str) -> None:
    assert task(text) is None


def talk(*said: Said) -> Conversation:
    whole = conversation(*(text for _, text in said))
    messages = zip(whole.messages, said, strict=True)
    return replace(whole, messages=tuple(replace(message, member=member) for message, (member, _) in messages))


def tasks(whole: Conversation) -> list[Insight]:
    return [one for one in TextAnalyzer().analyze(whole, AnalyzeOptions()).insights if one.type != "question"]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("Would you ring the florist, Ana?", "follow_up"),
        ("Somebody ought to email the speakers.", "follow_up"),
        ("Somebody has to clear the drain.", "action_item"),
    ],
)
@pytest.mark.parametrize("answer", ["Leave that with me.", "I'll do that.", "Consider it done.", "I'll see to it."])
def test_an_answer_takes_over_what_was_asked(asked: str, kind: str, answer: str) -> None:
    found = [one for one in tasks(talk((OMAR, asked), (ANA, answer))) if one.message_id == "m1"]
    assert [(one.type, one.assignee) for one in found] == [(kind, ANA)]


_DESIGN = (
    (OMAR, "Every job has a lease."),
    (ANA, "And a number that only grows."),
    (OMAR, "So two of them never hold it at once."),
    (ANA, "Unless a clock is wrong."),
    (OMAR, "Then the store refuses the older one."),
    (ANA, "That is simple enough."),
)


_PLANNING = (
    (OMAR, "Right, who does what?"),
    (ANA, "I'll draft the paper by Friday."),
    (OMAR, "Could you book the lab as well?"),
    (ANA, "Yes, I'll do that tomorrow."),
)


def _odds(*said: Said) -> float:
    people = people_of((ANA, OMAR))
    *past, now = (judged(one, people).said for one in talk(*said).messages)
    return weigh_after(now, past)[0]


@pytest.mark.parametrize("text", ["Put it in a side table with the error.", "We have to check the index."])
def test_orders_and_duties_are_likelier_where_work_is_handed_out(text: str) -> None:
    assert _odds(*_PLANNING, (OMAR, text)) > _odds((OMAR, text)) > _odds(*_DESIGN, (OMAR, text))


def test_an_answer_is_likelier_a_task_where_something_was_asked() -> None:
    asked = "Could you clear the drain on Friday, Ana?"
    assert [one.type for one in tasks(talk((OMAR, asked), (ANA, "Will do.")))] == ["action_item", "action_item"]
    assert _odds((OMAR, asked), (ANA, "Will do.")) > _odds((OMAR, "The sea was rough."), (ANA, "Will do."))


def test_most_constructions_are_tasks_even_as_a_first_sentence() -> None:
    pairs = [pair for pairs in FOUND.values() for pair in pairs]
    found = [task(text) for text, _ in pairs]
    assert sum(one is not None for one in found) > 0.6 * len(pairs)
    right = [one.type == kind for one, (_, kind) in zip(found, pairs, strict=True) if one is not None]
    assert sum(right) > 0.8 * len(right)


def test_patterns_begin_with_one_of_their_first_words() -> None:
    texts = [text for pairs in FOUND.values() for text, _ in pairs]
    for _, _, _, _, first, pattern in PATTERNS:
        for text in texts:
            line = read(text)
            if pattern.search(f"{line.plain} "):
                assert first is None or not first.isdisjoint(line.words), (text, pattern.pattern[:60])
    for _, _, _, first, pattern in SETTLED:
        for text in texts:
            line = read(text)
            if pattern.search(line.plain):
                assert first is None or not first.isdisjoint(line.words), (text, pattern.pattern[:60])


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (r"\bi will", {"i"}),
        (r"\b(?:can|could) we", {"can", "could"}),
        (r"^(?:so |and )*teams? of", {"so", "and", "team", "teams"}),
        (r"\bwe(?: also| just)* need", {"we"}),
        (r"\b\w+ of", None),
        (r"\b(?:every|\w+)thing", None),
    ],
)
def test_first_words_of_a_pattern(pattern: str, first: set[str] | None) -> None:
    assert openers(pattern) == (frozenset(first) if first else None)


def test_a_word_said_twice_keeps_its_place() -> None:
    line = read("Could I, I get you to, to water it?")
    assert line.plain == "could i get you to water it"
    assert [line.text[start:end] for start, end in line.spans] == ["Could", "I", "get", "you", "to", "water", "it"]
    assert line.spans[1] == (9, 10)
