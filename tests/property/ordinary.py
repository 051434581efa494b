"""The ordinary letters: each a template in `ordinary/`, with a model as people write one, and data for it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, computed_field

from letterforge import Date, Duration, Email, LetterData, Line, Lines, Month, Telephone, Time

FOLDER = Path(__file__).parent / "ordinary"


class Person(LetterData):
    name: Line
    role: Line | None = None
    email: Email | None = None


class Recipient(LetterData):
    name: Line | None = None
    address: Lines | None = None


class Sender(LetterData):
    name: Line
    telephone: Telephone
    email: Email


class Appointment(LetterData):
    recipient: Person
    date: Date
    time: Time
    place: Lines
    length: Duration | None = None
    bring: list[Line] = []


class Invitation(LetterData):
    name: Line
    month: Month
    topics: Annotated[list[Line], Field(min_length=1)]
    guests: list[Person] = []


class Reminder(LetterData):
    name: Line
    due: Date
    times: int
    last: bool


class Item(LetterData):
    what: Line
    price: Decimal
    count: int = 1


class Invoice(LetterData):
    number: Line
    items: Annotated[list[Item], Field(min_length=1)]
    discount: Decimal | None = None

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's own docs write it
    @property
    def total(self) -> Decimal:
        return sum((item.price * item.count for item in self.items), Decimal(0)) - (self.discount or 0)


class Post(LetterData):
    way: Literal["post"] = "post"
    address: Lines


class Mail(LetterData):
    way: Literal["mail"] = "mail"
    email: Email


class Delivery(LetterData):
    name: Line
    by: Annotated[Post | Mail, Field(discriminator="way")]


class Decision(Enum):
    GRANTED = "granted"
    REFUSED = "refused"
    LATER = "later"


class Application(LetterData):
    name: Line
    decision: Decision
    reason: Lines | None = None
    until: Date | None = None


class Unit(LetterData):
    name: Line
    units: list[Unit] = []


class Report(LetterData):
    title: Line
    unit: Unit
    share: float
    finished: datetime.date


class Meeting(LetterData):
    date: Date
    place: Line


class Minutes(LetterData):
    meeting: Meeting
    next: Meeting | None = None
    present: tuple[Person, ...]
    points: dict[str, Line] = {}
    decided: list[Line] = []


class Complaint(LetterData):
    name: Line
    received: Date
    reference: Line | None = None
    answered: bool
    handler: Person | None = None


class Reference(BaseModel):
    candidate: Line
    since: Date
    until: Date | None = None
    duties: list[Line] = []
    recommend: bool = True


@dataclass(frozen=True)
class Ordinary:
    """A letter that must have no error."""

    source: str
    model: type[BaseModel]
    data: Any

    def paths(self) -> list[str]:
        """Every field that is printed directly."""
        return re.findall(r"\{\{ ([\w.]+)", self.source)


_ANN = {"name": "Ann Ash", "role": "nurse", "email": "ann@example.org"}
_BO = {"name": "Bo Birch"}
_APPOINTMENT = {"recipient": _ANN, "date": "3 March 2026", "time": "2:30 pm", "place": "1 Harbour Street\nNorthmere"}
_INVOICE = {
    "number": "2026-7",
    "items": [{"what": "Tea", "price": "1.20", "count": 3}, {"what": "Milk", "price": "0.90"}],
}
_MEETING = {"date": "2026-03-03", "place": "Northmere"}
_CASES: Mapping[str, tuple[type[BaseModel], Any]] = {
    "appointment": (Appointment, _APPOINTMENT),
    "appointment-with-list": (Appointment, {**_APPOINTMENT, "length": "90 minutes", "bring": ["a pen"]}),
    "invitation": (Invitation, {"name": "Siân Powell", "month": "April 2026", "topics": ["Tea"]}),
    "invitation-guests": (
        Invitation,
        {"name": "Siân", "month": "2026-04", "topics": ["Tea", "Talk"], "guests": [_ANN, _BO]},
    ),
    "reminder": (Reminder, {"name": "Łucja", "due": "1 May 2026", "times": 2, "last": False}),
    "invoice": (Invoice, _INVOICE),
    "invoice-discount": (Invoice, {**_INVOICE, "discount": "1.00"}),
    "delivery": (Delivery, {"name": "Ann", "by": {"way": "mail", "email": "ann@example.org"}}),
    "decision": (Application, {"name": "Ann", "decision": "granted", "until": "2027-01-01"}),
    "refusal": (Application, {"name": "Ann", "decision": "refused", "reason": "It came late."}),
    "report": (
        Report,
        {"title": "Wards", "unit": {"name": "A", "units": [{"name": "B"}]}, "share": 0.5, "finished": "2026-03-03"},
    ),
    "minutes": (Minutes, {"meeting": _MEETING, "present": [_ANN, _BO], "decided": ["to meet"]}),
    "minutes-next": (Minutes, {"meeting": _MEETING, "next": _MEETING, "present": []}),
    "complaint": (Complaint, {"name": "Ann", "received": "2026-03-03", "answered": False}),
    "complaint-answered": (Complaint, {"name": "Ann", "received": "2026-03-03", "answered": True, "handler": _BO}),
    "reference": (Reference, {"candidate": "Bo Birch", "since": "2019-01-01"}),
    "reference-past": (
        Reference,
        {"candidate": "Bo Birch", "since": "2019-01-01", "until": "2025-01-01", "duties": ["tea"]},
    ),
    "thanks": (Person, _BO),
    "badge": (Person, _ANN),
    "moved": (Sender, {"name": "Wyre Board", "telephone": "01632 960 123", "email": "board@example.org"}),
    "letter-to-a-household": (Recipient, {"address": "1 Harbour Street\nNorthmere"}),
}
ORDINARY: Mapping[str, Ordinary] = {
    name: Ordinary((FOLDER / f"{name}.md").read_text(encoding="utf-8"), model, data)
    for name, (model, data) in _CASES.items()
}
"""By name."""
