"""Call scores: how they are reckoned, asked for and read (docs/contract.md §19.3, docs/local-server.md)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from accounts import Account
from hypothesis import given
from hypothesis import strategies as st
from sounds import say, wav

from symbl_local.callscore import CallFacts, Commitment, Talk, rate

FEATURES = {"featureList": ["insights", "callScore"]}
WEIGHTS = {"Talk balance": 25, "Pace": 15, "Questions": 20, "Commitments": 25, "Sentiment": 15}

FACTS = CallFacts(
    talk=(Talk("Ann", 60, 140), Talk("Bob", 40, 95)),
    sentences=40,
    questions=3,
    commitments=(Commitment(True, True), Commitment(True, False)),
    sentiment=0.2,
)


def scores(facts: CallFacts) -> dict[str, int]:
    score = rate(facts)
    found = {one.name: one.score for one in score.criteria}
    assert list(found) == list(WEIGHTS)
    assert score.score == round(sum(WEIGHTS[name] * value for name, value in found.items()) / 100)
    return found


# ---------------------------------------------------------------------------------- the formula by itself


def test_a_score_by_hand() -> None:
    # 60 % against an even 50 %; all paces right; 3 of 40 where 4 are enough; 1 + 0.7 of 2 points; 0.5 + 0.2
    assert scores(FACTS) == {"Talk balance": 80, "Pace": 100, "Questions": 75, "Commitments": 85, "Sentiment": 70}
    assert rate(FACTS).score == 82


@pytest.mark.parametrize(
    ("name", "better", "worse"),
    [
        (
            "Talk balance",
            {"talk": (Talk("Ann", 50, 117), Talk("Bob", 50, 119))},
            {"talk": (Talk("Ann", 90, 210), Talk("Bob", 10, 24))},
        ),
        ("Pace", {}, {"talk": (Talk("Ann", 60, 210), Talk("Bob", 40, 140))}),
        ("Pace", {}, {"talk": (Talk("Ann", 60, 80), Talk("Bob", 40, 50))}),
        ("Questions", {"questions": 8}, {"questions": 1}),
        ("Questions", {"questions": 12}, {"questions": 25}),
        ("Commitments", {"commitments": (Commitment(True, True),) * 2}, {"commitments": ()}),
        ("Commitments", {"commitments": (*FACTS.commitments, Commitment(False, False))},
         {"commitments": FACTS.commitments[:1]}),
        ("Commitments", {"commitments": (Commitment(True, True),) * 2}, {"commitments": (Commitment(False, True),)}),
        ("Commitments", {"commitments": (Commitment(True, True),) * 2}, {"commitments": (Commitment(True, False),)}),
        ("Sentiment", {"sentiment": 0.4}, {"sentiment": -0.4}),
    ],
)  # fmt: skip
def test_the_score_moves_with_each_criterion_and_with_no_other(
    name: str, better: dict[str, Any], worse: dict[str, Any]
) -> None:
    usual, good, bad = (scores(replace(FACTS, **change)) for change in ({}, better, worse))
    assert good[name] >= usual[name] > bad[name]
    assert good[name] > bad[name]
    assert rate(replace(FACTS, **better)).score > rate(replace(FACTS, **worse)).score
    others = set(WEIGHTS) - {name}
    assert (
        {one: good[one] for one in others} == {one: usual[one] for one in others} == {one: bad[one] for one in others}
    )


def test_with_a_prospect_the_sides_are_they_and_the_others() -> None:
    talk = (Talk("Ann", 30, 70), Talk("Bob", 30, 70), Talk("Pat", 60, 140))
    alone = scores(replace(FACTS, talk=talk))["Talk balance"]
    assert alone == 75  # half of the time where a third is even
    with_prospect = replace(FACTS, talk=(*talk[:2], replace(talk[2], prospect=True)), prospect_name="Pat")
    assert scores(with_prospect)["Talk balance"] == 100
    assert "with Pat" in rate(with_prospect).summary


def test_what_cannot_be_measured() -> None:
    assert scores(replace(FACTS, talk=(), sentences=0, questions=0, commitments=())) == dict.fromkeys(WEIGHTS, 0)
    lonely = scores(replace(FACTS, talk=FACTS.talk[:1], sentiment=None))
    assert (lonely["Talk balance"], lonely["Sentiment"]) == (0, 50)
    assert scores(replace(FACTS, talk=(Talk("Ann", 0, 1), Talk("Bob", 0, 1))))["Pace"] == 0
    assert scores(replace(FACTS, talk=(Talk("Ann", 10, 20), Talk("Ann", 10, 20))))["Pace"] == 100  # namesakes


TALK = st.builds(
    Talk, st.sampled_from("ABC"), st.floats(0, 10_000).map(lambda value: round(value, 3)), st.integers(0, 9999),
    st.booleans(),
)  # fmt: skip


@given(
    st.builds(
        CallFacts,
        talk=st.lists(TALK, max_size=4).map(tuple),
        sentences=st.just(50),
        questions=st.integers(0, 60),
        commitments=st.lists(st.builds(Commitment, st.booleans(), st.booleans()), max_size=5).map(tuple),
        sentiment=st.none() | st.floats(-1, 1),
    )
)
def test_every_score_is_from_0_to_100_and_says_why(facts: CallFacts) -> None:
    score = rate(facts)
    assert all(0 <= value <= 100 for value in (*scores(facts).values(), score.score))
    assert f"{score.score} of 100" in score.summary
    for one in score.criteria:
        assert one.summary
        assert (one.bad or one.name == "Sentiment") if one.score < 100 else one.good


@given(st.lists(st.builds(Commitment, st.booleans(), st.booleans()), max_size=5), st.booleans(), st.booleans())
def test_one_more_commitment_never_costs_anything(commitments: list[Commitment], assigned: bool, dated: bool) -> None:
    before = scores(replace(FACTS, commitments=tuple(commitments)))["Commitments"]
    assert scores(replace(FACTS, commitments=(*commitments, Commitment(assigned, dated))))["Commitments"] >= before


# ------------------------------------------------------------------------------------------ on the server


def said(text: str, name: str, seconds: int = 10) -> dict[str, Any]:
    end = f"2026-03-02T15:00:{seconds:02}Z"
    return {
        "payload": {"content": text},
        "from": {"name": name},
        "duration": {"startTime": "2026-03-02T15:00:00Z", "endTime": end},
    }


def test_a_score_is_made_of_what_is_measured(account: Account) -> None:
    words = "good " * 24
    conversation_id = account.process(
        said(f"{words}is it?", "Ann"), said(f"TODO Ann: {words}.", "Bob"), features=FEATURES,
        metadata={"salesStage": "discovery", "prospectName": "ann"},
    )  # fmt: skip
    score = account.read(conversation_id, "/callscore")
    found = {one["name"]: one for one in score["criteria"]}
    assert {name: one["score"] for name, one in found.items()} == {
        "Talk balance": 100,
        "Pace": 100,  # 156 words a minute
        "Questions": 60,  # half of the sentences
        "Commitments": 50,  # one with an assignee and a date
        "Sentiment": 100,
    }
    assert score["score"] == 80  # 79.5
    assert "discovery call with ann" in score["summary"]
    assert "1 of 2 sentences" in found["Questions"]["feedback"]["positive"]["summary"]
    assert "Of 1 commitments 1 have somebody" in found["Commitments"]["feedback"]["positive"]["summary"]
    assert found["Pace"]["feedback"]["negative"] == {"summary": ""}


def test_the_score_is_that_of_all_that_is_stored(account: Account) -> None:
    conversation_id = account.process(said("One.", "Ann"), said("Two.", "Ann"), features=FEATURES)
    before = account.read(conversation_id, "/callscore")["criteria"][0]["score"]
    account.process(said("Three.", "Bob", 20), to=conversation_id)
    after = account.read(conversation_id, "/callscore")["criteria"][0]["score"]
    assert (before, after) == (0, 67)  # 20 of 30 s where 15 are even


def test_the_status_is_that_of_the_job(account: Account) -> None:
    conversation_id, job_id = account.submit("SLEEP 0.5", features=FEATURES)
    path = f"/v1/conversations/{conversation_id}/callscore"
    status = account.read(conversation_id, "/callscore/status")
    assert status["jobId"] == job_id
    assert status["status"] in ("scheduled", "in_progress")
    early = account.call("GET", path)
    assert early.status_code == 404
    assert "yet" in early.json()["message"]
    assert account.read(conversation_id, "/lm-insights/status")["jobId"] == job_id
    account.wait(job_id)
    assert account.read(conversation_id, "/callscore/status") == {"jobId": job_id, "status": "completed"}
    assert account.read(conversation_id, "/lm-insights/status") == {"jobId": job_id, "status": "completed"}
    assert account.read(conversation_id, "/callscore")["score"] > 0

    _, later = account.submit("Hello.", to=conversation_id)  # asks for nothing
    account.wait(later)
    assert account.read(conversation_id, "/callscore/status")["jobId"] == job_id
    assert account.read(conversation_id, "/lm-insights/status")["jobId"] == later

    _, failed = account.submit("FAIL", to=conversation_id, features=FEATURES)
    account.wait(failed, "failed")
    assert account.read(conversation_id, "/callscore/status") == {"jobId": failed, "status": "failed"}
    assert account.read(conversation_id, "/callscore")["score"] > 0  # of what is there


def test_without_asking_there_is_none(account: Account, stranger: Account) -> None:
    for features in ({}, {"features": {}}, {"features": {"featureList": ["insights"]}}):
        conversation_id = account.process("Hello.", **features)
        for resource in ("/callscore", "/callscore/status"):
            response = account.call("GET", f"/v1/conversations/{conversation_id}{resource}")
            assert response.status_code == 404
            assert "featureList" in response.json()["message"]
    conversation_id, job_id = account.submit("FAIL", features=FEATURES)
    account.wait(job_id, "failed")
    response = account.call("GET", f"/v1/conversations/{conversation_id}/callscore")
    assert (response.status_code, response.json()["message"]) == (404, "There is no call score: its job failed.")
    for resource in ("callscore", "callscore/status", "lm-insights/status"):
        path = f"/v1/conversations/{conversation_id}/{resource}"
        assert stranger.call("GET", path).status_code == 404
        assert account.call("POST", path).status_code == 405


@pytest.mark.parametrize(
    ("parameters", "place"),
    [
        ({"features": ["callScore"]}, "features: "),
        ({"features": {"featureList": "callScore"}}, "features.featureList: "),
        ({"features": {"featureList": ["callScore", 7]}}, "features.featureList[1]: "),
        ({"features": "{"}, "features: "),
        ({"metadata": {"salesStage": 7}}, "metadata.salesStage: "),
        ({"metadata": {"prospectName": ["x"]}}, "metadata.prospectName: "),
    ],
)
def test_what_is_refused(account: Account, parameters: dict[str, Any], place: str) -> None:
    response = account.call("POST", "/v1/process/text", json={"messages": [], **parameters})
    assert response.status_code == 400
    assert response.json()["message"].startswith(place)


def test_files_and_text_take_it_from_the_query_too(listener: Account) -> None:
    query = {"features": json.dumps(FEATURES), "metadata": json.dumps({"salesStage": "closing"})}
    body = wav(say(1))
    for ids in (
        listener.ok("POST", "/v1/process/audio", params=query, content=body),
        listener.ok("POST", "/v1/process/text", params=query, json={"messages": [said("Hello.", "Ann")]}),
    ):
        listener.wait(ids["jobId"])
        assert "closing call" in listener.read(ids["conversationId"], "/callscore")["summary"]
    response = listener.call("POST", "/v1/process/audio", params={"features": "[]"}, content=body)
    assert (response.status_code, response.json()["message"][:10]) == (400, "features: ")
