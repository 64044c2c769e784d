from dataclasses import replace
from datetime import UTC, datetime

import pytest

from symbl_local.engine import AnalyzeOptions
from symbl_local.engine.text import TextAnalyzer

from .helpers import ANA, LIN, OMAR, analyze, conversation, task


@pytest.mark.parametrize(
    ("text", "kind", "assignee", "due"),
    [
        ("I'll update the risk register by Friday.", "action_item", "Ana Ruiz", "by Friday"),
        ("Tomorrow I'm going to repair the gate.", "action_item", "Ana Ruiz", "Tomorrow"),
        ("We need to meet tomorrow for renewing your insurance policy.", "follow_up", "Ana Ruiz", "tomorrow"),
        ("Omar, can you send me the seat list by tomorrow noon?", "follow_up", "Omar Haddad", "by tomorrow noon"),
        ("Could you fix the login page?", "action_item", "Omar Haddad", None),
        ("Please take one tablet twice a day.", "action_item", "Omar Haddad", None),
        ("Mark will handle the process of filling up the forms.", "action_item", "Mark", None),
        ("Toby, my grandson, will move the sideboard tomorrow.", "action_item", "Toby", "tomorrow"),
        ("Let's schedule a second viewing for Saturday at ten.", "follow_up", None, "for Saturday at ten"),
        ("Somebody has to brief her before the 14th.", "action_item", None, "before the 14th"),
        ("I'll circle back within an hour.", "follow_up", "Ana Ruiz", "within an hour"),
        ("I'll fix it as soon as we're off the phone.", "action_item", "Ana Ruiz", "as soon as we're off the phone"),
        ("I'll, um, you know, draft the contract.", "action_item", "Ana Ruiz", None),
        ("ill email you the figures on monday", "follow_up", "Ana Ruiz", "on monday"),
    ],
)  # fmt: skip
def test_tasks_are_found_with_owner_and_due_phrase(text: str, kind: str, assignee: str | None, due: str | None) -> None:
    found = task(text)
    assert found is not None
    assert (found.type, found.assignee.name if found.assignee else None, found.due) == (kind, assignee, due)
    assert 0.5 <= found.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "We are going to show how the platform detects various insights.",
        "So I am going to do a quick conversation.",
        "Let me share my screen.",
        "I'll be honest with you.",
        "We'll see how it goes.",
        "I won't send it.",
        "You don't have to sign anything.",
        "If you need to cancel, you can.",
        "I sent it yesterday.",
        "I would send it back if I were you.",
        "The app will send you a reminder every morning.",
        "Can you hear me?",
        "Could you repeat the question?",
        "Who will draft the letter?",
        "We should make the case out of rubber.",
        "Test scores went up last year.",
        "Talk soon.",
        "",
    ],
)
def test_talk_that_commits_nobody_is_left_alone(text: str) -> None:
    assert task(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("I'll sign it by Friday.", datetime(2026, 3, 6, tzinfo=UTC)),
        ("I'll sign it tomorrow evening.", datetime(2026, 3, 3, 20, tzinfo=UTC)),
        ("I'll sign it on March 31st at 9 AM.", datetime(2026, 3, 31, 9, tzinfo=UTC)),
        ("I'll sign it by the end of next week.", datetime(2026, 3, 13, tzinfo=UTC)),
        ("I'll sign it.", None),
    ],
)
def test_due_phrases_are_resolved_against_the_message(text: str, moment: datetime | None) -> None:
    found = task(text)
    assert found is not None
    assert found.due_by == moment


def test_you_is_whoever_is_named_else_the_last_other_speaker() -> None:
    everybody = (ANA, OMAR, LIN)
    named = task("Lin, could you book the room?", members=everybody)
    assert named is not None
    assert named.assignee == LIN
    talk = conversation("Hello.", "Could you book the room for Friday?", members=everybody)
    spoken = replace(talk, messages=(replace(talk.messages[0], member=OMAR), talk.messages[1]))
    [question, answered] = TextAnalyzer().analyze(spoken, AnalyzeOptions()).insights
    assert (question.type, answered.assignee) == ("question", OMAR)


def test_insights_carry_phrases_and_their_persons_and_dates() -> None:
    found = task("Omar, please send the form to Dana by Friday.")
    assert found is not None
    assert found.phrases == ("send the form to Dana by Friday",)
    assert [(entity.type, entity.text) for entity in found.entities] == [
        ("person", "Omar"),
        ("person", "Dana"),
        ("date", "Friday"),
    ]
    assert found.entities[0].member == OMAR


def test_the_threshold_leaves_out_what_is_less_sure() -> None:
    text = "I think we should call the vendor next week."
    [found] = analyze(text).insights
    assert found.type == "follow_up"
    assert analyze(text, options=AnalyzeOptions(confidence_threshold=found.score)).insights == (found,)
    assert analyze(text, options=AnalyzeOptions(confidence_threshold=found.score + 0.001)).insights == ()


def test_phrases_of_messages_are_filled_on_request() -> None:
    assert analyze("I'll draft the contract.").phrases == {}
    options = AnalyzeOptions(detect_phrases=True)
    assert analyze("I'll draft the contract.", "Hi.", options=options).phrases == {
        "m0": ("draft the contract",),
        "m1": (),
    }


@pytest.mark.parametrize(
    ("text", "kind", "assignee"),
    [
        ("Leave that with me.", "action_item", "Ana Ruiz"),
        ("I promised Jim I'd ring him before the weekend.", "follow_up", "Ana Ruiz"),
        ("I owe them a reply about the deposit.", "follow_up", "Ana Ruiz"),
        ("You'll have the figures in your inbox by noon.", "follow_up", "Ana Ruiz"),
        ("Will send it across in the morning.", "follow_up", "Ana Ruiz"),
        ("I'd better renew the certificate before it lapses.", "action_item", "Ana Ruiz"),
        ("My job this week is to clear the backlog.", "action_item", None),
        ("Mind sending me the minutes afterwards?", "follow_up", "Omar Haddad"),
        ("Could I ask you to proofread the leaflet by Thursday?", "action_item", "Omar Haddad"),
        ("Per has to order the concrete before Thursday.", "action_item", "Per"),
        ("Uma to price up the marquee by Friday.", "action_item", "Uma"),
        ("Action on Lena to replace the batteries.", "action_item", "Lena"),
        ("That's one for Raj, he knows the layout.", "action_item", "Raj"),
        ("I'll get Rhys to redo the floor tiles.", "action_item", "Rhys"),
        ("Someone's going to have to re-count the stock.", "action_item", None),
        ("The refund has to be in your account by the 15th.", "action_item", None),
        ("I want that invoice paid by Friday.", "action_item", None),
        ("The guttering still needs to be cleared.", "action_item", None),
        ("Next step: draft the tender document.", "action_item", None),
        ("Next step: a tasting with the cooks on Friday.", "follow_up", None),
        ("First job tomorrow: defrost the freezer.", "action_item", None),
        ("Same time next Tuesday, then?", "follow_up", None),
        ("I want us to meet again before the launch.", "follow_up", None),
        ("I'll pop the plans over to her tonight.", "follow_up", "Ana Ruiz"),
        ("I'll find out from the clerk whether we need a licence.", "follow_up", "Ana Ruiz"),
        ("Could you, when you get a minute, print the labels?", "action_item", "Omar Haddad"),
        ("That leaves the signage, which I'll do on Sunday.", "action_item", "Ana Ruiz"),
        ("It might be worth replacing the belt before your next trip.", "action_item", "Omar Haddad"),
        ("I'll see whether it fits, so can you do that by Tuesday?", "action_item", "Omar Haddad"),
    ],
)  # fmt: skip
def test_tasks_are_found_in_many_turns_of_phrase(text: str, kind: str, assignee: str | None) -> None:
    found = task(text)
    assert found is not None
    assert (found.type, found.assignee.name if found.assignee else None) == (kind, assignee)


@pytest.mark.parametrize(
    "text",
    [
        "I'm calling about the greenhouse order we placed in January.",
        "Talk soon, Ingrid.",
        "Anybody who works with children has to be vetted.",
        "Tickets have to be booked in advance these days.",
        "If you want to cancel, you have to write to them.",
        "I was supposed to get it in March.",
        "They'll probably send it to the wrong place again.",
        "I doubt they will reply.",
        "I see my therapist on Thursdays.",
        "I'll explain in a minute.",
        "I'll verify your details first.",
        "Our task is to design a remote.",
        "We could coat it with rubber.",
        "The results will be published in May.",
        "That's a job for Superman.",
        "The choice is yours.",
        "Check-in is from three.",
        "What time will you call?",
        "Can you deliver on Saturdays?",
        "By law you have to keep the receipts for six years.",
        "Somebody must have left it open.",
        "I'm getting married in June.",
        "Please call me Ben.",
        "I'd like to hear it, um.",
    ],
)
def test_talk_about_how_things_are_is_left_alone(text: str) -> None:
    assert task(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        # a verb that no list knows, with a day, a request, or somebody it is done for
        ("I'm going to swot up on the tax rules before Friday.", "action_item", "before Friday"),
        ("I'll hang the pictures on Friday.", "action_item", "on Friday"),
        ("Omar, can you wangle us two extra passes?", "action_item", None),
        ("Omar, would you rustle together a list of speakers?", "action_item", None),
        ("Please jiggle the rota so that Sam is free.", "action_item", None),
        ("Hang on to the receipts, please.", "action_item", None),
        ("Everybody on the night shift must swap their badge by Friday.", "action_item", "by Friday"),
        ("You'll both have to sign the waiver before the trip.", "action_item", "before the trip"),
        ("I need the figures from you by Wednesday.", "follow_up", "by Wednesday"),
        # asked for in a frame
        ("What I'd ask you to do is scan both sides of the card.", "action_item", None),
        ("What you can do is reset the router tonight.", "action_item", "tonight"),
        ("Is it all right if I try you again on Tuesday?", "follow_up", "on Tuesday"),
        ("Good thinking, drop her a line with the address.", "follow_up", None),
        # getting in touch, whatever comes first
        ("I'll clear it with legal and let them all know.", "follow_up", None),
        ("I'd better break it to Tom tonight.", "follow_up", "tonight"),
        ("Have a word with the caretaker about the keys.", "follow_up", None),
        ("I'll have to run this kitchen idea by my wife.", "follow_up", None),
        ("Let's get a retro in the diary for June 4th.", "follow_up", "for June 4th"),
    ],
)  # fmt: skip
def test_any_verb_of_doing_makes_a_task_when_something_else_says_so(text: str, kind: str, due: str | None) -> None:
    found = task(text)
    assert found is not None
    assert (found.type, found.due) == (kind, due)


@pytest.mark.parametrize(
    "text",
    [
        "You just have to keep the app open for ten days.",
        "You have to pick a plan before you can export.",
        "You have to charge it every night.",
        "If we moved the button, you'd have to retrain everyone.",
        "Officially you must book a week ahead.",
        "In my country you have to pay for school books.",
        "Imagine you have to feed six people.",
        "We have to make sure it fits in the hand.",
        "Let's keep the wheels and drop the lid.",
        "I'll put it this way, nobody reads manuals.",
        "I'll bite my tongue.",
        "Let me finish my thought.",
        "Then we'll plan the rest in the second half.",
        "We agreed to two extra chapters halfway through.",
        "Rent on the old kitchen went up in April.",
        "Cut the price and they'll come back.",
        "Send me too many notifications and I delete the app.",
        "Show them three choices and they pick the middle one.",
        "Ask yourself who this is for.",
        "They'll call support the moment it breaks.",
        "We'll find out when they use it.",
        "First thing, the walk-in cupboard.",
        "Grab a coffee and let's start.",
        "You should see the queue at the other shop.",
        "Take my mother, she never reads the labels.",
        "I can make a cake out of anything.",
        "Please help yourself to coffee.",
    ],
)
def test_rules_examples_and_turns_of_phrase_are_no_tasks(text: str) -> None:
    assert task(text) is None
