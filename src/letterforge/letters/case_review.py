"""The built-in kind of letter: the data of a case review, and the letter that introduces it."""

from __future__ import annotations

import datetime
from pathlib import Path

from pydantic import Field

from letterforge.models.fields.contact import Email, Telephone
from letterforge.models.fields.dates import Date, Month
from letterforge.models.fields.text import Line, Lines
from letterforge.models.fields.times import Duration, Time
from letterforge.models.letter_data import LetterData, LetterKind, rule
from letterforge.models.month import MonthOfYear


class Review(LetterData):
    """The case review that the letter is about."""

    title: Line = Field(description="Which case or review it is, as its readers know it")
    reference: Line | None = Field(default=None, description="Your reference for the review")


class Participant(LetterData):
    """The person who gets the letter."""

    name: Line | None = Field(default=None, description="Whom the letter greets; without a name it greets a colleague")
    organisation: Line | None = Field(default=None, description="The organisation that the person works for")
    address: Lines | None = Field(default=None, description="The postal address, a line for each line of the envelope")


class Meeting(LetterData):
    """The first meeting, at which the method is introduced."""

    date: Date = Field(description="The day of the meeting")
    time: Time | None = Field(default=None, description="When it begins, if that is known")
    place: Lines = Field(description="Where it is held; several lines if need be")
    leader: Line = Field(description="The person who gives the introduction")


class FeedbackMeeting(LetterData):
    """The joint meeting after the conversations, once it is arranged."""

    date: Date = Field(description="The day of the meeting")
    place: Lines = Field(description="Where it is held; several lines if need be")


class Conversations(LetterData):
    """The one-to-one conversations."""

    month: Month = Field(description="The month in which they are held")
    longest: Duration = Field(default=datetime.timedelta(minutes=90), description="How long one takes at most")


class Board(LetterData):
    """The safeguarding board that sends the letter."""

    name: Line = Field(description="The full name of the board")


class TeamMember(LetterData):
    """One member of the review team."""

    name: Line = Field(description="First name and surname")
    role: Line | None = Field(default=None, description="What the person is in the review, or at work")
    organisation: Line | None = Field(default=None, description="The organisation that the person works for")
    email: Email | None = Field(default=None, description="Where the person can be written to")
    telephone: Telephone | None = Field(default=None, description="Where the person can be called")


def _folded(text: str) -> str:
    """A name or address as it counts when people are told apart."""
    return " ".join(text.casefold().split())


class ReviewTeam(LetterData):
    """The people who carry out the review and sign the letter."""

    members: tuple[TeamMember, ...] = Field(
        min_length=1, description="Everyone in the review team, in the order in which they sign"
    )

    @staticmethod
    @rule("members.*")
    def _different_people(members: list[TeamMember]) -> str | None:
        names = [_folded(one.name) for one in members]
        if len(set(names)) == len(names):
            return None
        for index, one in enumerate(members):
            for at, other in enumerate(members[:index]):
                same_name = names[index] == names[at]
                told_apart = one.email and other.email and _folded(one.email) != _folded(other.email)
                if same_name and not told_apart:
                    return "names the same person twice"
        return None


class IntroductoryLetter(LetterData):
    """Everything that the introductory letter of a case review says."""

    date: Date = Field(description="The date of the letter")
    board: Board = Field(description="The safeguarding board that sends the letter")
    review: Review = Field(description="The case review that the letter is about")
    participant: Participant = Field(default=Participant(), description="The person who gets the letter")
    introduction: Meeting = Field(description="The first meeting, at which the method is introduced")
    conversations: Conversations = Field(description="The one-to-one conversations")
    feedback: FeedbackMeeting | None = Field(
        default=None, description="The joint meeting after the conversations, once it is arranged"
    )
    team: ReviewTeam = Field(description="The people who carry out the review and sign the letter")

    @staticmethod
    @rule("introduction.date", "date")
    def _introduction_after_letter(introduction: datetime.date, letter: datetime.date) -> str | None:
        return None if introduction >= letter else "is before the date of the letter"

    @staticmethod
    @rule("conversations.month", "introduction.date")
    def _conversations_after_introduction(month: MonthOfYear, introduction: datetime.date) -> str | None:
        return None if month >= MonthOfYear.of(introduction) else "is before the month of the introduction"

    @staticmethod
    @rule("feedback.date", "introduction.date")
    def _feedback_after_introduction(feedback: datetime.date, introduction: datetime.date) -> str | None:
        return None if feedback > introduction else "is not after the introduction"


_FOLDER = Path(__file__).parent.parent / "templates" / "introductory-letter"
INTRODUCTORY_LETTER = LetterKind(_FOLDER / "letter.md", IntroductoryLetter, _FOLDER / "sample.yaml")
"""The entry point ``introductory-letter``."""
