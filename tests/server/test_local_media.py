"""Recordings to messages: texts, times, members, insights, figures."""

from __future__ import annotations

import io
import itertools
from datetime import datetime
from pathlib import Path
from typing import Any

import av
import pytest
from accounts import Account, login
from media import hear, hear_lines, upload
from sounds import say, silence, wav

import symbl_local

CLIPS = Path(__file__).parents[1] / "speech" / "data"
BUDGET = "We need to talk about the budget."
REPORT = "Can you send the report by Friday?"
CALL = "I will call the customer on Monday."


def seconds(message: dict[str, Any], origin: datetime) -> tuple[float, float]:
    moments = [datetime.fromisoformat(message[name]) for name in ("startTime", "endTime")]
    start, end = ((moment - origin).total_seconds() for moment in moments)
    return start, end


def messages(account: Account, conversation_id: str) -> list[dict[str, Any]]:
    return account.read(conversation_id, "/messages", verbose="true")["messages"]  # type: ignore[no-any-return]


def figures(account: Account, conversation_id: str) -> dict[str, float]:
    metrics = account.read(conversation_id, "/analytics")["metrics"]
    return {metric["type"].removeprefix("total_"): metric["seconds"] for metric in metrics}


def test_speech() -> None:
    """A real clip with the recognizer that is there when none is asked for."""
    with symbl_local.serve() as server, login(server) as account:
        conversation_id, job_id = upload(account, (CLIPS / "meeting.flac").read_bytes(), name="Call")
        account.wait(job_id)
        [message] = messages(account, conversation_id)
        assert message["text"] == "Can you set up a meeting with the support team on Monday?"
        assert message["from"] == {}
        assert [word["word"] for word in message["words"]] == message["text"].split()
        assert all(0 <= word["score"] <= 1 for word in message["words"])
        kinds = {insight["type"] for insight in account.read(conversation_id, "/insights")["insights"]}
        assert kinds == {"question", "follow_up"}
        assert account.read(conversation_id)["name"] == "Call"


def test_messages_and_words(listener: Account) -> None:
    conversation_id, job_id = upload(listener, wav(say(1, 2)))
    before = datetime.fromisoformat(listener.read(conversation_id)["startTime"])  # the moment of submission
    listener.wait(job_id)
    first, second = messages(listener, conversation_id)
    assert (first["text"], second["text"]) == (BUDGET, REPORT)
    assert seconds(first, before) == pytest.approx((1, 2), abs=0.02)
    assert seconds(second, before) == pytest.approx((3, 4), abs=0.02)
    assert (first["timeOffset"], first["duration"]) == (0, pytest.approx(1, abs=0.02))
    assert second["timeOffset"] == pytest.approx(2, abs=0.02)
    words = second["words"]
    assert [word["word"] for word in words] == REPORT.split()
    assert {word["score"] for word in words} == {0.75}
    assert words[0]["startTime"] == second["startTime"]
    assert words[-1]["endTime"] == second["endTime"]
    assert all(one["endTime"] == other["startTime"] for one, other in itertools.pairwise(words))
    assert words[1]["timeOffset"] == pytest.approx(2 + 1 / 7, abs=0.02)
    assert words[1]["duration"] == pytest.approx(1 / 7, abs=0.02)


def test_insights(listener: Account) -> None:
    conversation_id = hear_lines(
        listener,
        1,
        2,
        3,
        detectEntities=True,
        detectPhrases=True,
        trackers=[{"name": "Money", "vocabulary": ["budget"]}],
        entities=[{"customType": "Person", "text": "customer"}],
    )
    assert [item["text"] for item in listener.read(conversation_id, "/questions")["questions"]] == [REPORT]
    assert CALL in [item["text"] for item in listener.read(conversation_id, "/follow-ups")["followUps"]]
    [tracker] = listener.read(conversation_id, "/trackers-detected")
    assert tracker["name"] == "Money"
    found = {entity["type"]: entity["text"] for entity in listener.read(conversation_id, "/entities")["entities"]}
    assert found["custom"] == "customer"
    assert found["date"] in ("Friday", "Monday")
    assert all(message["phrases"] for message in messages(listener, conversation_id)[1:])


def test_threshold(listener: Account) -> None:
    conversation_id = hear_lines(listener, 2, 3, confidenceThreshold="1")
    assert listener.read(conversation_id, "/insights")["insights"] == []


def test_append(listener: Account) -> None:
    conversation_id = hear_lines(listener, 1)
    origin = datetime.fromisoformat(messages(listener, conversation_id)[0]["startTime"])
    hear_lines(listener, 2, to=conversation_id, name="Renamed")
    _, second = messages(listener, conversation_id)
    assert second["text"] == REPORT
    # The first recording lasts three seconds, of which one is before the message.
    assert seconds(second, origin) == pytest.approx((3, 4), abs=0.03)
    listener.process("That is all.", to=conversation_id)
    third = messages(listener, conversation_id)[2]
    assert seconds(third, origin)[0] == pytest.approx(5, abs=0.03)
    assert [("score" in word) for word in third["words"]] == [False] * 3
    assert listener.read(conversation_id)["name"] == "Renamed"


def test_append_to_text(listener: Account) -> None:
    span = {"startTime": "2020-01-01T10:00:00Z", "endTime": "2020-01-01T10:00:05Z"}
    conversation_id = listener.process({"payload": {"content": "Hello."}, "duration": span})
    hear_lines(listener, 1, to=conversation_id)
    message = messages(listener, conversation_id)[1]
    assert seconds(message, datetime.fromisoformat(span["endTime"])) == pytest.approx((1, 2), abs=0.02)


def test_jobs_of_one_conversation_keep_their_order(listener: Account) -> None:
    conversation_id, _ = upload(listener, wav(say(1)))
    listener.submit("Then this.", to=conversation_id)
    upload(listener, wav(say(2)), to=conversation_id)
    _, last = listener.submit("At last.", to=conversation_id)
    listener.wait(last)
    assert listener.texts(conversation_id) == [BUDGET, "Then this.", REPORT, "At last."]


def test_channels(listener: Account) -> None:
    left, right = say(1, 3), silence(1.5) + say(2)
    people = [{"channel": 2, "speaker": {"name": "Ana Ruiz", "email": "ana@example.com"}}]
    conversation_id = hear(listener, wav(left, right), enableSeparateRecognitionPerChannel=True, channelMetadata=people)
    found = [(one["text"], one["from"]["name"]) for one in messages(listener, conversation_id)]
    assert found == [(BUDGET, "Channel 1"), (REPORT, "Ana Ruiz"), (CALL, "Channel 1")]
    members = {one["name"]: one for one in listener.read(conversation_id, "/members")["members"]}
    assert members["Ana Ruiz"]["email"] == "ana@example.com"
    assert set(members) == {"Ana Ruiz", "Channel 1"}

    analytics = listener.read(conversation_id, "/analytics")
    speakers = {one["name"]: one for one in analytics["members"]}
    assert speakers["Ana Ruiz"]["userId"] == "ana@example.com"
    assert speakers["Ana Ruiz"]["talkTime"]["seconds"] == pytest.approx(1, abs=0.02)
    assert speakers["Channel 1"]["talkTime"]["seconds"] == pytest.approx(2, abs=0.04)
    assert speakers["Channel 1"]["pace"]["wpm"] == pytest.approx(14 * 60 / 2, abs=10)
    assert speakers["Ana Ruiz"]["listenTime"]["seconds"] == pytest.approx(2, abs=0.04)
    assert speakers["Ana Ruiz"]["overlap"]["overlapDuration"] == pytest.approx(0.5, abs=0.04)
    whole = figures(listener, conversation_id)
    assert whole["overlap"] == pytest.approx(0.5, abs=0.04)
    assert whole["silence"] == pytest.approx(5 - 2.5, abs=0.05)  # of the whole recording, before and after too

    hear(listener, wav(left), to=conversation_id, enableSeparateRecognitionPerChannel=True, channelMetadata=[
        {"channel": 1, "speaker": {"email": "ANA@example.com"}}
    ])  # fmt: skip
    assert messages(listener, conversation_id)[-1]["from"]["name"] == "Ana Ruiz"
    assert len(listener.read(conversation_id, "/members")["members"]) == 2


def test_channels_are_mixed_unless_asked_for(listener: Account) -> None:
    people = [{"channel": 1, "speaker": {"name": "Nobody"}}]
    conversation_id = hear(listener, wav(say(1), silence(1)), channelMetadata=people)
    assert [one["from"] for one in messages(listener, conversation_id)] == [{}]
    assert listener.read(conversation_id, "/members")["members"] == []


def test_speakers(listener: Account) -> None:
    recording = wav(say(1, 3))
    query = {"enableSpeakerDiarization": True, "diarizationSpeakerCount": 1}
    conversation_id = hear(listener, recording, **query, enableSeparateRecognitionPerChannel=True)
    [member] = listener.read(conversation_id, "/members")["members"]
    assert member["name"] == "Speaker 1"
    hear(listener, recording, to=conversation_id, **query)
    members = listener.read(conversation_id, "/members")["members"]
    assert [one["name"] for one in members] == ["Speaker 1", "Speaker 1"]
    speakers = [one["from"]["id"] for one in messages(listener, conversation_id)]
    assert speakers == [members[0]["id"]] * 2 + [members[1]["id"]] * 2


def test_the_number_of_speakers_alone_does_nothing(listener: Account) -> None:
    conversation_id = hear_lines(listener, 1, diarizationSpeakerCount=2)
    assert [one["from"] for one in messages(listener, conversation_id)] == [{}]


def test_silence(listener: Account) -> None:
    conversation_id = hear(listener, wav(silence(2)))
    assert messages(listener, conversation_id) == []
    assert figures(listener, conversation_id) == {"silence": 2, "talk_time": 0, "overlap": 0}
    hear_lines(listener, 1, to=conversation_id)
    assert listener.texts(conversation_id) == [BUDGET]
    assert figures(listener, conversation_id)["silence"] == pytest.approx(4, abs=0.02)


def test_other_languages_are_not_analyzed(listener: Account) -> None:
    conversation_id = hear_lines(listener, 2, languageCode="fr-FR", trackers=[{"name": "R", "vocabulary": ["report"]}])
    [message] = listener.read(conversation_id, "/messages", sentiment="true")["messages"]
    assert message["text"].startswith("Can you send")
    assert message["sentiment"]["polarity"]["score"] == 0
    assert listener.read(conversation_id, "/insights")["insights"] == []
    assert listener.read(conversation_id, "/trackers-detected") == []
    british = hear_lines(listener, 2, languageCode="en-GB")
    assert listener.read(british, "/insights")["insights"] != []


def test_topics_outlive_a_recording_in_another_language(listener: Account) -> None:
    conversation_id = listener.process(*["The silver plan is fine. We like the silver plan."] * 3)
    topics = listener.read(conversation_id, "/topics")["topics"]
    assert topics
    hear_lines(listener, 1, to=conversation_id, languageCode="fr-FR")
    assert listener.read(conversation_id, "/topics")["topics"] == topics


def test_video(listener: Account) -> None:
    """The sound of an mp4 with pictures."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        pictures: Any = container.add_stream("mpeg4", rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = 32, 32, "yuv420p"
        sound: Any = container.add_stream("aac", rate=16_000, layout="mono")
        for _ in range(30):
            container.mux(pictures.encode(av.VideoFrame(32, 32, "yuv420p")))
        with av.open(io.BytesIO(wav(say(1)))) as source:
            for frame in source.decode(audio=0):
                container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
        container.mux(pictures.encode(None))
    conversation_id = hear(listener, file.getvalue(), kind="video")
    assert listener.texts(conversation_id) == [BUDGET]
