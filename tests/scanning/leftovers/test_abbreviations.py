"""TBA and its like: a promise, unless the text says what else they are."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan


def found(text: str) -> list[str]:
    return [one.text for one in scan(text.encode(), media_type="text/markdown")]


@pytest.mark.parametrize(
    "text",
    [
        "The Tenants' Benefit Association (TBA) wrote to us.\n\nTBA says that it agrees.",
        "TBA (Teaching Block A) is closed.\n\nCome to TBA at nine.",
        'In this agreement "TBC" means the Thames Bridge Company.\n\nVenue: TBC',
        "TBD stands for Trinity Borough Drainage. TBD meets monthly.",
        "The ship uses tributyltin; Tin, Bismuth and Cadmium (TBC) are measured. TBC was low.",
    ],
)
def test_an_abbreviation_that_is_explained_stays_quiet(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Venue: TBA", 1),
        ("The venue is to be announced (TBA).\n\nTime: TBA", 2),
        ("TBC means to be confirmed.\n\nTime: TBC", 2),
        ("The Tenants' Benefit Association (TBA) wrote to us.\n\nTime: TBC", 1),
        ("Venue (TBA) and Time Between Acts", 1),
    ],
)
def test_a_promise_is_one_however_it_is_spelt_out(text: str, number: int) -> None:
    assert sum(one.startswith("TB") for one in found(text)) == number
