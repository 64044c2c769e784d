"""A phone call that is listened to: live text, messages, who speaks, and a link at its end.

It runs against a server of its own, where a recording answers the call.
"""

import shutil
import tempfile
from pathlib import Path

import symbl
import symbl_local

NUMBER = "+15551230000"


def live(event):
    print("...", event["payload"]["content"], end="\n" if event["isFinal"] else "\r")


def final(event):
    for message in event["messages"]:
        print(message["from"].get("name", "somebody"), "said:", message["payload"]["content"])


with tempfile.TemporaryDirectory() as recordings:
    shutil.copy(Path(__file__).with_name("call.flac"), Path(recordings, f"{NUMBER}.flac"))
    with (
        symbl_local.serve(call_recordings=recordings, call_speed=5) as server,
        symbl.Symbl(**server.credentials, base_url=server.base_url) as client,
    ):
        connection = client.telephony.start_pstn(NUMBER, data={"session": {"name": "Weekly call"}})
        connection.push_speaker_event("started_speaking", {"userId": "sam@example.com", "name": "Sam"})
        connection.subscribe({"transcript_response": live, "message_response": final})  # until the call is over

        for info in connection.stop().summary_info:
            print("for", info.user.name, info.url)
        print(connection.conversation.get_action_items())
