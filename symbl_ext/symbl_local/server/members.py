"""Changing who takes part in a conversation and who says what (docs/contract.md §12, §13)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import replace

from starlette.routing import Route

from symbl_api.models import MemberUpdate, SpeakerEvent, SpeakerEvents
from symbl_local import content, members
from symbl_local.engine.types import AnalyzeOptions, Findings
from symbl_local.records import ConversationRecord, MessageRecord, Person, Submission, Work
from symbl_local.server.accept import decoded, read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError
from symbl_local.server.summary import remake_summary
from symbl_local.speakers import Said, SpeakerChange, spans, speakers
from symbl_local.times import to_ms
from symbl_local.workers import WorkError

__all__ = ["put_member", "put_speakers", "routes"]

_Names = tuple[str | None, str | None, str | None]
"""The id, the e-mail address and the name of a user."""

_MOST_USERS = 1000
_KINDS = {"started_speaking": True, "stopped_speaking": False}
_SECOND = 10**9
_MILLISECOND = 10**6


def put_member(call: Call) -> Answer:
    """``PUT …/members/{memberId}``: a new name and e-mail address; the address of another member makes them one."""
    request = decoded(MemberUpdate.from_dict, read_object(call.body))
    member_id = call.ids["memberId"]
    if not request.name.strip():
        raise ApiError(400, "name: must not be blank")
    email = None if request.email is None else request.email.strip()
    with call.services.store.writing() as db:
        record = call.conversation()
        conversation_id = record.id
        known = members.find(db, conversation_id, member_id)
        if known is None:
            raise ApiError(404, "The member id is either invalid or does not exist in this conversation.")
        if request.id != member_id:
            raise ApiError(400, "id: expected the id in the path")
        before = content.people(db, conversation_id)[known].name
        stays = members.change(db, conversation_id, known, request.name, email)
    if stays != known or before != request.name:
        remake_summary(call, record)
    became = "" if stays == member_id else f" and has become one with member {stays}"
    return Answer({"message": f"Member {member_id} of conversation {conversation_id} is updated{became}."})


def put_speakers(call: Call) -> Answer:
    """``PUT …/speakers``: every message is said by the one whose time overlaps it most."""
    events = decoded(SpeakerEvents.from_dict, read_object(call.body)).speaker_events
    times = [_check(event, f"speakerEvents[{index}]") for index, event in enumerate(events)]
    with call.services.store.writing() as db:
        record = call.conversation()
        people = _Users(db, record.id)
        users = [people.number_of(event) for event in events]
        changes = [
            SpeakerChange(time, user, _KINDS[event.type])
            for event, time, user in zip(events, times, users, strict=True)
        ]
        messages = content.messages(db, record.id, content.people(db, record.id))
        said = [_said(message, record, people.numbers) for message in messages]
        found = speakers(said, spans(changes, max((one.end for one in said), default=0)))
        new = [
            (message.message.id, people.ids[speaker])
            for message, before, speaker in zip(messages, said, found, strict=True)
            if speaker is not None and speaker != before.speaker
        ]
        members.assign(db, new)
    _find_assignees(call, record)
    if new:
        remake_summary(call, record)
    count = f"{len(new)} of {len(messages)} messages have another speaker now"
    return Answer({"message": f"The speaker events of conversation {record.id} are applied: {count}."})


def _check(event: SpeakerEvent, place: str) -> int:
    """When it is, in nanoseconds; 400 if it says no time, nobody or nothing."""
    if event.type not in _KINDS:
        raise ApiError(400, f"{place}.type: expected started_speaking or stopped_speaking")
    if not any(_names(event)):
        raise ApiError(400, f"{place}.user: expected an id, a name or an email")
    for name, value in (("seconds", event.offset.seconds), ("nanos", event.offset.nanos)):
        if value is not None and value < 0:
            raise ApiError(400, f"{place}.offset.{name}: must not be negative")
    return (event.offset.seconds or 0) * _SECOND + (event.offset.nanos or 0)


def _names(event: SpeakerEvent) -> _Names:
    """What the user is called, as far as it is not blank."""
    other = event.user.additional_properties.get("userId")  # the word of live events
    given = (event.user.id or (other if isinstance(other, str) else None), event.user.email, event.user.name)
    user_id, email, name = (value.strip() or None if value else None for value in given)
    return user_id, email, name


def _said(record: MessageRecord, conversation: ConversationRecord, numbers: dict[str, int]) -> Said:
    origin, message = to_ms(conversation.start), record.message
    start, end = ((to_ms(moment) - origin) * _MILLISECOND for moment in (message.start, message.end))
    # Somebody who is not in the events has a number that nobody there has.
    speaker = numbers.get(message.member.id, -1) if message.member else None
    return Said(start, end, speaker)


class _Users:
    """The users of speaker events as members: by id, else by e-mail address, else by name; new ones are added.

    A name that two ids of one request share is that of two people.
    """

    def __init__(self, db: sqlite3.Connection, conversation_id: str) -> None:
        self._db = db
        self._conversation_id = conversation_id
        self._people: dict[str, Person] = {}
        self._by_id: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._known: dict[_Names, int] = {}
        self._meant: dict[str, str] = {}
        self.ids: list[str] = []
        self.numbers: dict[str, int] = {}
        for person in content.people(db, conversation_id).values():
            self._learn(person)
            self._by_name[person.name.casefold()].append(person.id)

    def number_of(self, event: SpeakerEvent) -> int:
        """The number of the event's user, in the order in which they are named."""
        names = _names(event)
        if names not in self._known:
            if len(self._known) == _MOST_USERS:
                raise ApiError(400, f"speakerEvents: expected at most {_MOST_USERS} users")
            member_id = self._member(names)
            if member_id not in self.numbers:
                self.numbers[member_id] = len(self.ids)
                self.ids.append(member_id)
            self._known[names] = self.numbers[member_id]
        return self._known[names]

    def _member(self, names: _Names) -> str:
        user_id, email, name = names
        person = self._find(names)
        if person is None:
            named = name or email or user_id or ""
            person = members.add(self._db, self._conversation_id, named, email or user_id, email)
            self._learn(person)
            self._by_name[named.casefold()].append(person.id)
        else:
            # What the event tells and was not known is kept.
            other = user_id if user_id != person.id else None
            better = replace(person, email=person.email or email, user_id=person.user_id or email or other)
            if better != person:
                query = "UPDATE members SET (email, user_id) = (?, ?) WHERE id = ?"
                self._db.execute(query, [better.email, better.user_id, person.id])
                self._learn(better)
        if user_id:
            self._meant.setdefault(person.id, user_id)
        return person.id

    def _learn(self, person: Person) -> None:
        self._people[person.id] = person
        for known in (person.user_id, person.email):
            if known:
                self._by_id.setdefault(known.casefold(), person.id)

    def _find(self, names: _Names) -> Person | None:
        user_id, email, name = names
        for known in (user_id and members.find(self._db, self._conversation_id, user_id), user_id, email):
            found = known and (known if known in self._people else self._by_id.get(known.casefold()))
            if found:
                return self._people[found]
        for member_id in self._by_name[name.casefold()] if name else ():
            another = user_id and self._meant.get(member_id, user_id) != user_id
            if not another and not (email and self._people[member_id].email):
                return self._people[member_id]
        return None


def _find_assignees(call: Call, record: ConversationRecord) -> None:
    """Find out anew whose the tasks are: "I" and "you" are others now."""
    store = call.services.store
    with store.reading() as db:
        query = "SELECT count(*) FROM insights WHERE conversation_id = ? AND type <> 'question'"
        if not db.execute(query, [record.id]).fetchone()[0]:
            return
        people = content.people(db, record.id)
        messages = content.messages(db, record.id, people)
    work = Work(
        submission=Submission(turns=(), options=AnalyzeOptions(confidence_threshold=0)),
        start=record.end,
        people=tuple(people.values()),
        messages=tuple(message.message for message in messages),
        again=True,
    )
    try:
        findings = call.services.workers.run(work).findings or Findings()
    except WorkError as error:
        message = f"The speakers are changed, but the assignees could not be found anew: {error}"
        raise ApiError(500, message) from None
    with store.writing() as db:  # nothing is left to be changed if the conversation has been deleted meanwhile
        members.reassign(db, record.id, findings.insights)


routes: list[Route] = [
    route("/v1/conversations/{conversationId}/members/{memberId}", PUT=put_member),
    route("/v1/conversations/{conversationId}/speakers", PUT=put_speakers),
]
