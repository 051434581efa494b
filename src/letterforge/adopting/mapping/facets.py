"""What kind of thing a word asks for, and which words say no more than that."""

from __future__ import annotations

from collections.abc import Mapping

PURE = frozenset(
    {
        "name",
        "forename",
        "surname",
        "title",
        "date",
        "day",
        "month",
        "year",
        "time",
        "email",
        "telephone",
        "fax",
        "address",
        "place",
        "city",
    }
    | {"postcode", "state", "country", "website", "amount", "number", "count", "reference", "period", "percentage"}
    | {"description", "total", "position", "hours"}
)
"""What says of which kind a thing is, and nothing more: a field of that kind has it without its word."""

PLURAL_UNITS = frozenset({"days", "weeks", "months", "years", "minutes", "hours", "fortnights"})
"""What a length of time is counted in."""

UNITS = frozenset({"number", "count", "day", "week", "month", "year", "hour", "time"})
"""What is said of a length of time, and nothing more."""

HAPPENING = frozenset({"happen", "made", "held", "meeting", "taken"})
"""What the name of a date says that is of no more than the thing it is in: the incident's "occurred_on"."""

FRAMES = frozenset({"document", "letter", "form", "detail", "information", "info", "data", "term", "field", "main"})
"""Groups of fields that need not be spoken of."""

PAPERS = frozenset(
    {"agreement", "lease", "notice", "plan", "policy", "report", "quote", "invoice", "order", "handbook", "offer"}
    | {"certificat", "applic", "memo", "minutes", "record", "statement", "decision", "permit", "licence", "license"}
)
"""What a paper may be: where a group of fields is called so, it is that of the paper itself, and mostly not spoken of."""

QUALIFYING = frozenset(
    {
        "start",
        "end",
        "deadline",
        "next",
        "first",
        "last",
        "previous",
        "second",
        "signature",
        "effective",
        "due",
        "contact",
    }
)
"""What tells two dates or names of one thing apart: of which thing, is still to be said."""

NAMELIKE = frozenset({"name", "title"})
"""What a thing goes by, where a prompt names the thing alone."""

FACETS: Mapping[str, str] = {
    "name": "name",
    "forename": "forename",
    "surname": "surname",
    "title": "title",
    "position": "title",
    "date": "date",
    "deadline": "date",
    "day": "day",
    "month": "month",
    "year": "year",
    "time": "time",
    "email": "e-mail",
    "telephone": "telephone",
    "fax": "telephone",
    "address": "address",
    "street": "address",
    "city": "city",
    "postcode": "postcode",
    "county": "region",
    "state": "region",
    "country": "country",
    "place": "place",
    "website": "link",
    "amount": "sum",
    "price": "sum",
    "fee": "sum",
    "cost": "sum",
    "salary": "sum",
    "rent": "sum",
    "deposit": "sum",
    "payment": "sum",
    "balance": "sum",
    "subtotal": "sum",
    "discount": "sum",
    "penalty": "sum",
    "bonus": "sum",
    "percentage": "percentage",
    "number": "number",
    "count": "count",
    "code": "reference",
    "reference": "reference",
    "period": "period",
    "term": "period",
    "hours": "period",
    "description": "description",
    "reason": "description",
    "purpose": "description",
    "scope": "description",
    "law": "region",
    "jurisdiction": "region",
    "court": "court",
}
"""What kind of thing a word asks for."""

AGREEING: Mapping[str, frozenset[str]] = {
    "name": frozenset({"title", "forename", "surname"}),
    "forename": frozenset({"name"}),
    "surname": frozenset({"name"}),
    "title": frozenset({"name"}),
    "place": frozenset({"address", "city"}),
    "address": frozenset({"place"}),
    "city": frozenset({"place", "address"}),
    "region": frozenset({"country", "address"}),
    "country": frozenset({"region", "address"}),
    "postcode": frozenset({"address"}),
    "month": frozenset({"date", "period", "count"}),
    "day": frozenset({"date", "period", "count"}),
    "year": frozenset({"date", "period", "count"}),
    "number": frozenset({"reference", "sum", "period", "percentage", "count"}),
    "count": frozenset({"number", "period"}),
    "reference": frozenset({"number"}),
    "percentage": frozenset({"number", "sum"}),
    "period": frozenset({"number", "count", "date"}),
    "sum": frozenset({"number", "percentage"}),
    "time": frozenset({"date"}),
}
"""Kinds of thing that may stand for one another."""
