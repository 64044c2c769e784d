"""Streams a recording as if it were spoken now, and prints what comes back while it runs."""

import sys

import symbl
from symbl.realtime import events

path = sys.argv[1] if len(sys.argv) > 1 else "examples/call.flac"

connection = symbl.Streaming.start_connection(
    speaker={"name": "Ann", "userId": "ann@example.com"},
    insight_types=["question", "action_item"],
    trackers=[{"name": "Money", "vocabulary": ["budget"]}],
    reconnect_timeout=60,  # seconds to get a broken connection back
)


def live(event):
    if event["message"]["type"] == "recognition_result" and not event["message"]["isFinal"]:
        print("   ", events.text_of(event))


def final(event):
    for message in events.read(event).messages:
        print(f"{message.from_.name}: {message.payload.content}")


def insight(event):
    for found in event["insights"]:
        print(f"-> {found['type']}: {found['payload']['content']}")


with connection:  # leaves when the final results are there
    connection.subscribe({"message": live, "message_response": final, "insight_response": insight})
    connection.stream_file(path)

print(connection.conversation.get_topics())
