from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import Field, ValidationError

from letterforge import Date, Letter, LetterData, Line, rule
from letterforge.data.validation import validated
from letterforge.models.letter_data import broken_rules_within
from letterforge.template import Template


class Meeting(LetterData):
    date: Date
    place: Line | None = None


class Guest(LetterData):
    name: Line
    table: int = 1


class Dinner(LetterData):
    invited: Date
    meeting: Meeting
    guests: tuple[Guest, ...] = ()
    speech: Meeting | None = None

    @staticmethod
    @rule("meeting.date", "invited")
    def _later(meeting: datetime.date, invited: datetime.date) -> str | None:
        return None if meeting >= invited else "is before the invitation"

    @staticmethod
    @rule("guests.*.name")
    def _no_twins(names: list[str]) -> str | None:
        return None if len(names) == len(set(names)) else "names somebody twice"

    @staticmethod
    @rule("speech.date", "invited")
    def _speech(speech: datetime.date, invited: datetime.date) -> str | None:
        return None if speech > invited else "is not after the invitation"


class LateDinner(Dinner):
    @staticmethod
    @rule("meeting.place")
    def _hall(place: str) -> str | None:
        return None if "Hall" in place else "is not a hall"


class FreeDinner(LateDinner):
    @staticmethod
    def _hall(place: str) -> str | None:  # the rule of the base is taken back
        raise AssertionError(place)


Refused = Callable[[Callable[[], Any]], list[str]]
SOUND = {"invited": "1 May 2026", "meeting": {"date": "2 May 2026"}}


def test_data_are_frozen_and_take_no_unknown_keys() -> None:
    guest = Guest(name="Ann")
    with pytest.raises(ValidationError):
        guest.name = "Bo"  # type: ignore[misc]  # the test is that it cannot be done
    with pytest.raises(ValidationError):
        Guest(name="Ann", nmae="CANARY")  # type: ignore[call-arg]  # as above


def test_no_error_of_pydantic_shows_a_value_in_its_text() -> None:
    with pytest.raises(ValidationError) as caught:
        Dinner.model_validate({"invited": "CANARY1", "meeting": {"date": "CANARY2"}, "guests": [{"name": "[CANARY3]"}]})
    assert "CANARY" not in str(caught.value)
    assert "CANARY" not in repr(caught.value)


def test_defaults_are_validated_and_infinity_is_refused() -> None:
    class Fee(LetterData):
        fee: float = float("nan")

    with pytest.raises(ValidationError):
        Fee()


def test_a_rule_speaks_at_its_first_path(refused: Refused) -> None:
    data = {**SOUND, "meeting": {"date": "30 April 2026"}}
    assert refused(lambda: validated(Dinner, data)) == ["meeting.date: rule: is before the invitation"]


def test_rules_run_on_what_is_sound_when_other_fields_are_not(refused: Refused) -> None:
    data = {
        "invited": "1 May 2026",
        "meeting": {"date": "30 April 2026", "place": "TBC"},
        "guests": [{"name": "A"}, {"name": "A"}, {}],
    }
    assert sorted(refused(lambda: validated(Dinner, data))) == [
        "guests: rule: names somebody twice",
        "guests[2].name: missing: is missing",
        "meeting.date: rule: is before the invitation",
        "meeting.place: stands-in: only stands in for what is still to be filled in",
    ]


def test_a_rule_waits_for_fields_that_are_not_sound(refused: Refused) -> None:
    data = {"invited": "soon", "meeting": {"date": "30 April 2026"}}
    assert refused(lambda: validated(Dinner, data)) == [
        "invited: date: is not a date such as 3 March 2026 or 2026-03-03"
    ]


def test_a_rule_waits_for_fields_that_are_none() -> None:
    assert validated(LateDinner, SOUND)


def test_rules_are_inherited_and_can_be_taken_back(refused: Refused) -> None:
    data = {**SOUND, "meeting": {"date": "2 May 2026", "place": "Barn"}}
    assert refused(lambda: validated(LateDinner, data)) == ["meeting.place: rule: is not a hall"]
    assert validated(FreeDinner, data)
    assert len(LateDinner.__rules__) == 4
    assert len(FreeDinner.__rules__) == 3


def test_rules_hold_when_a_model_is_made_by_hand() -> None:
    with pytest.raises(ValidationError, match="is before the invitation"):
        Dinner(invited=datetime.date(2026, 5, 1), meeting=Meeting(date=datetime.date(2026, 4, 1)))


def test_an_instance_that_was_made_without_validation_is_not_believed(
    refused: Refused, template: Callable[..., Template]
) -> None:
    dinner = Dinner.model_validate(SOUND).model_copy(update={"guests": (Guest.model_construct(name="TBC"),)})
    assert refused(lambda: Letter(template("All", Dinner), dinner)) == [
        "guests[0].name: stands-in: only stands in for what is still to be filled in"
    ]


def test_rules_hold_when_an_instance_was_changed(refused: Refused, template: Callable[..., Template]) -> None:
    dinner = Dinner.model_validate(SOUND).model_copy(update={"invited": datetime.date(2099, 5, 1)})
    assert any("invitation" in one for one in refused(lambda: Letter(template("All", Dinner), dinner)))


def test_rules_of_models_within_lists_are_found() -> None:
    class Evening(LetterData):
        dinners: list[Dinner]

    data = {"dinners": [SOUND, {**SOUND, "speech": {"date": "1 May 2026"}}]}
    assert list(broken_rules_within(Evening, data)) == [
        (("dinners", 1, "speech", "date"), "is not after the invitation")
    ]


def test_a_rule_names_a_field_by_its_name_where_the_data_have_its_alias(refused: Refused) -> None:
    class Stay(LetterData):
        first: Date = Field(alias="from")
        last: Date = Field(alias="to")
        name: Line

        @staticmethod
        @rule("last", "first")
        def _order(last: datetime.date, first: datetime.date) -> str | None:
            return None if last >= first else "is before the first day"

    days = {"from": "2 May 2026", "to": "1 May 2026"}
    assert refused(lambda: validated(Stay, {**days, "name": "Ann"})) == ["last: rule: is before the first day"]
    assert refused(lambda: validated(Stay, days)) == [
        "last: rule: is before the first day",
        "name: missing: is missing",
    ]


def test_an_instance_with_an_alias_can_be_held_by_another() -> None:
    class Day(LetterData):
        first: Date = Field(alias="from")

    class Stay(LetterData):
        day: Day

    day = datetime.date(2026, 5, 2)
    stay = Stay(day=Day.model_validate({"from": "2 May 2026"}))
    assert stay.day.first == day
    assert validated(Stay, stay) == stay
    assert validated(Stay, {"day": {"from": day}}) == validated(Stay, {"day": {"first": day}})


def test_a_rule_that_fails_says_nothing_of_the_value(refused: Refused) -> None:
    class Strict(LetterData):
        name: Line
        other: Line = "sound"

        @staticmethod
        @rule("name")
        def _fails(name: str) -> str | None:
            raise ValueError(name)

    words = "name: rule: is refused by a rule of its model"
    assert refused(lambda: validated(Strict, {"name": "CANARY"})) == [words]
    assert words in refused(lambda: validated(Strict, {"name": "CANARY", "other": "TBC"}))


def test_a_rule_for_a_path_that_is_not_there_never_speaks() -> None:
    class Odd(LetterData):
        name: Line

        @staticmethod
        @rule("nmae.first")
        def _never(name: str) -> str | None:
            return "is reported"

    assert validated(Odd, {"name": "Ann"})
