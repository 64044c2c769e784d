"""Keeping order: trackers and groups, metadata, lists, subtitles, a summary, a page to share, and deletion."""

import json
from pathlib import Path

import symbl

PAYLOAD = json.loads(Path(__file__).with_name("conversation.json").read_text())

with symbl.Symbl() as client:
    tracker = client.trackers.find("Money") or client.trackers.create("Money", ["price", "discount", "invoice"])
    conversation = client.text.process({**PAYLOAD, "trackers": [{"id": tracker.id}], "enableSummary": True})
    for found in conversation.get_trackers():
        print(found.name, [match.value for match in found.matches])

    conversation.update_metadata({"agent": "ana", "stage": "renewal"})
    group = client.groups.create("Calls of Ana", "conversation.metadata.agent==ana")
    for info in client.groups.conversations(group.id, sort="conversation.name", page_size=50):
        print(info.id, info.name, info.metadata)
    print(sum(1 for _ in client.conversations.list(filter="conversation.metadata.stage==renewal")), "renewals")

    for part in conversation.get_summary().summary:
        print(part.text)
    print(conversation.get_formatted_transcript(content_type="srt").transcript.payload.content[:200])
    print("open", conversation.create_experience(expires_in=3600))

    member = conversation.get_members().members[0]
    conversation.put_members(member.id, name=f"{member.name} (sales)")
    print([m.name for m in conversation.get_members().members])

    client.groups.delete(group.id)
    client.trackers.delete(tracker.id)
    conversation.delete_conversation()
