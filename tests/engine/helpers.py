"""Short ways to say what somebody said."""

from datetime import UTC, datetime, timedelta

from symbl_local.engine import AnalyzeOptions, Conversation, Findings, Insight, Member, Message
from symbl_local.engine.text import TextAnalyzer

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
ANA = Member(id="1", name="Ana Ruiz", email="ana@example.com")
OMAR = Member(id="2", name="Omar Haddad")
LIN = Member(id="3", name="Lin Wei")


def conversation(*texts: str, members: tuple[Member, ...] = (ANA, OMAR), speaker: Member | None = ANA) -> Conversation:
    """One message for each text, four seconds apart, on a Monday."""
    return Conversation(
        members=members,
        messages=tuple(
            Message(
                id=f"m{number}",
                text=text,
                start=MONDAY + timedelta(seconds=4 * number),
                end=MONDAY + timedelta(seconds=4 * number + 4),
                member=speaker,
            )
            for number, text in enumerate(texts)
        ),
    )


def analyze(*texts: str, options: AnalyzeOptions | None = None, members: tuple[Member, ...] = (ANA, OMAR)) -> Findings:
    """What is found in texts that Ana said."""
    return TextAnalyzer().analyze(conversation(*texts, members=members), options or AnalyzeOptions())


def task(text: str, members: tuple[Member, ...] = (ANA, OMAR)) -> Insight | None:
    """The action item or follow-up in a sentence of Ana's."""
    found = [insight for insight in analyze(text, members=members).insights if insight.type != "question"]
    assert len(found) <= 1
    return found[0] if found else None
