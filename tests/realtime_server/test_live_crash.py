"""What survives the end of the server, in good order and otherwise."""

from __future__ import annotations

import threading
from pathlib import Path

from live_support import Caller
from test_live_sockets import refusal

import symbl_local


def test_a_killed_server_has_kept_what_was_final(tmp_path: Path) -> None:
    with symbl_local.serve(recognizer="live_recognizers:Dictated", data_dir=tmp_path, speech_workers=1) as server:
        caller = Caller(server)
        with caller.stream("live") as socket:
            conversation_id = socket.start(speaker={"name": "Ann"}, insightTypes=["question"])
            for number in range(20):
                socket.say(f"~What is {number}", f"What is the number {number}?")
            socket.say("~This is not final")
            while len(socket.of("recognition_result")) < 30:
                socket.next()
            server.kill()
            socket.rest()
        caller.close()
    told = [one["payload"]["content"] for response in socket.of("message_response") for one in response["messages"]]
    final = [one["punctuated"]["transcript"] for one in socket.of("recognition_result") if one["isFinal"]]
    insights = [one["id"] for response in socket.of("insight_response") for one in response["insights"]]
    assert len(final) >= 10
    with symbl_local.serve(recognizer="live_recognizers:Dictated", data_dir=tmp_path, speech_workers=1) as server:
        caller = Caller(server)
        kept = caller.texts(conversation_id)
        assert kept[: len(final)] == final
        assert kept[: len(told)] == told
        questions = [one["id"] for one in caller.read(conversation_id, "/questions")["questions"]]
        assert questions[: len(insights)] == insights
        assert [one["name"] for one in caller.read(conversation_id, "/members")["members"]] == ["Ann"]
        caller.close()


def test_a_server_that_is_stopped_completes_what_goes_on(tmp_path: Path) -> None:
    with symbl_local.serve(recognizer="live_recognizers:Dictated", data_dir=tmp_path, speech_workers=1) as server:
        caller = Caller(server)
        with caller.stream("live") as socket, caller.stream("idle") as idle:
            conversation_id = socket.start(disconnectOnStopRequest=False)
            with caller.subscribe("live") as listener:
                socket.say("One.")
                socket.until("message_response")
                socket.raw.send(b"Two.")  # without an end: it is still being said
                stopping = threading.Thread(target=server.stop)
                stopping.start()
                assert socket.ended() == listener.ended() == (1001, "the server is stopping")
                assert idle.ended() == (1001, "the server is stopping")
                stopping.join()
        caller.close()
    assert socket.kinds()[-1] == listener.kinds()[-1] == "conversation_completed"
    with symbl_local.serve(recognizer="live_recognizers:Dictated", data_dir=tmp_path, speech_workers=1) as server:
        caller = Caller(server)
        assert caller.texts(conversation_id) == ["One.", "Two."]
        caller.close()


def test_no_token_is_told_to_the_log() -> None:
    with symbl_local.serve(recognizer="live_recognizers:Dictated", log_level="debug", speech_workers=1) as server:
        caller = Caller(server)
        with caller.stream("secret") as socket:
            socket.say("Too early.")
            socket.start()
            socket.stop()
        assert refusal(f"{caller.address}/v1/subscribe/nobody?access_token={caller.token}")[0] == 404
        log = server.log
        token = caller.token
        caller.close()
    assert "audio outside a stream" in log
    assert token not in log
    assert "access_token" not in log
    assert "ERROR" not in log
