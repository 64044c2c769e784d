"""Who speaks in a live conversation."""

from __future__ import annotations

import re

from symbl_local.realtime.requests import Speaker
from symbl_local.records import Person, new_uuid

__all__ = ["People"]

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class People:
    """The members: one a user id (ignoring case), else one a name (ignoring case)."""

    def __init__(self) -> None:
        self.all: tuple[Person, ...] = ()

    def person(self, speaker: Speaker | None) -> Person | None:
        """The member who that is, known or new; None when nobody says who speaks."""
        if speaker is None:
            return None
        for person in self.all:
            if speaker.user_id and person.user_id:
                if _same(speaker.user_id, person.user_id):
                    return person
            elif speaker.name and _same(speaker.name, person.name):
                return person
        user_id = speaker.user_id
        email = user_id if user_id and _ADDRESS.fullmatch(user_id) else None
        made = Person(id=new_uuid(), name=speaker.name or user_id or "", user_id=user_id, email=email)
        self.all = (*self.all, made)
        return made


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
