"""Personal data in text."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symbl_local.realtime.redaction import identify, redact

WHEN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "redacted", "found"),
    [
        (
            "Sure, my social security number is 222-44-5555 and I was born on 3rd of October 1982.",
            "Sure, my social security number is **** and I was born on ****.",
            [("SSN", "222-44-5555"), ("DATE_OF_BIRTH", "1982-10-03")],
        ),
        (
            "My social security number is two two two four four five five five five.",
            "My social security number is ****.",
            [("SSN", "222-44-5555")],
        ),
        (
            "My card number is 4111 1111 1111 1111, and the CVV is 123.",
            "My card number is ****, and the CVV is ****.",
            [("CREDIT_CARD", "4111111111111111"), ("CARD_SECURITY_CODE", "123")],
        ),
        ("5500 0000 0000 0004", "****", [("CREDIT_CARD", "5500000000000004")]),
        ("5500 0000 0000 0005", "5500 0000 0000 0005", []),
        (
            "You can call me at five five five one two three four double six seven.",
            "You can call me at ****.",
            [("PHONE_NUMBER", "5551234667")],
        ),
        ("Call +44 20 7946 0958 please.", "Call **** please.", [("PHONE_NUMBER", "442079460958")]),
        ("(415) 555-1234 is mine.", "**** is mine.", [("PHONE_NUMBER", "4155551234")]),
        (
            "Reach me at john at example dot com or john@example.com.",
            "Reach me at **** or ****.",
            [("EMAIL_ADDRESS", "john at example dot com"), ("EMAIL_ADDRESS", "john@example.com")],
        ),
        (
            "I'm thirty two years old and live at 12 Main Street.",
            "I'm **** years old and live at ****.",
            [("AGE", "thirty two"), ("ADDRESS", "12 Main Street")],
        ),
        (
            "The IBAN is DE89 3704 0044 0532 0130 00 and the SWIFT code is DEUTDEFF.",
            "The IBAN is **** and the SWIFT code is ****.",
            [("IBAN", "DE89370400440532013000"), ("SWIFT_CODE", "DEUTDEFF")],
        ),
        (
            "The routing number is 021000021 and the account is 12345678.",
            "The routing number is **** and the account is ****.",
            [("ROUTING_NUMBER", "021000021"), ("BANK_ACCOUNT", "12345678")],
        ),
        ("My passport number is X1234567.", "My passport number is ****.", [("PASSPORT", "X1234567")]),
        ("My driver's license is D1234567.", "My driver's license is ****.", [("DRIVERS_LICENSE", "D1234567")]),
        ("My name is Roger Smith.", "My name is ****.", [("PERSON_NAME", "Roger Smith")]),
        ("See www.example.com.", "See ****.", [("DOMAIN_NAME", "www.example.com")]),
        ("It ends on March 3rd.", "It ends on ****.", [("DATE", "2026-03-03")]),
        ("We meet on Friday at three, one of two in ten.", "We meet on Friday at three, one of two in ten.", []),
        ("We need three hundred and fifty five units.", "We need three hundred and fifty five units.", []),
    ],
)
def test_what_is_found(text: str, redacted: str, found: list[tuple[str, str]]) -> None:
    data = identify(text, WHEN)
    assert [(one.type, one.value) for one in data] == found
    assert all(text[one.offset : one.end] == one.text for one in data)
    assert redact(text, data, "****")[0] == redacted


def test_a_number_that_is_still_being_said() -> None:
    assert identify("my number is five five five", WHEN) == []
    assert redact("Is two two oh", identify("Is two two oh one", WHEN, unfinished=True), "*")[0] == "Is *"


WORDS = (
    "my", "card", "is", "4111111111111111", "five", "oh", "double", "ssn", "222-44-5555", "(", "+", ",", ".", "a@b.com"
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)))
def test_places_do_not_overlap_and_are_where_they_are_said_to_be(words: list[str]) -> None:
    text = " ".join(words)
    found = identify(text, WHEN)
    assert all(one.end <= other.offset for one, other in pairwise(found))
    plain, moved = redact(text, found, "<>")
    assert [plain[one.offset : one.end] for one in moved] == ["<>"] * len(found)
    assert all(one.text not in plain for one in found if one.type in ("SSN", "EMAIL_ADDRESS"))
