"""What the parts of a tree make, one after the other."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

import letterforge
from letterforge.document import passages
from letterforge.errors import DataError
from letterforge.filling.evaluation import Constant, Part, joined, made
from letterforge.filling.state import Evaluation


def twice(run: Evaluation) -> list[object]:
    return [run.scope["a"]] * 2


def test_neighbouring_constants_are_one() -> None:
    assert joined([Constant((1,)), Constant((2, 3))]) == Constant((1, 2, 3))
    assert joined([]) == Constant(())


def test_a_row_is_made_in_its_order() -> None:
    part: Part[object] = joined([Constant((1,)), twice, Constant((2,)), twice])
    assert list(made(part, Evaluation({"a": "x"}))) == [1, "x", "x", 2, "x", "x"]
    assert list(made(Constant((7,)), Evaluation({}))) == [7]


class Plain(BaseModel):
    name: str
    towns: list[str] = []
    other: str | None = None


def filled(body: str, **values: object) -> letterforge.Letter:
    template = letterforge.load(f"---\ntitle: T\nlang: en-GB\n---\n{body}\n".encode(), model=Plain)
    return letterforge.Letter(template, values)


@pytest.mark.parametrize("blank", ["", " ", "\t"])
@pytest.mark.parametrize(
    "expression",
    [
        *("name", "name | upper", "name | trim", "name if other is none else other", "name or name"),
        'towns | join(", ") if towns else name',
    ],
)
def test_a_blank_value_is_refused_however_it_is_printed(expression: str, blank: str) -> None:
    # An empty text of a plain `str` once left a hole: `tests/property/test_promises.py` found it.
    with pytest.raises(letterforge.errors.DataError, match=r"error: (is blank|holds a character)"):
        filled("Dear {{ " + expression + " }},", name=blank)


@pytest.mark.parametrize(
    "expression", ['other or ""', '"" if other is none else other', 'name | default("", true)', '"," if other else ""']
)
def test_nothing_that_is_written_out_is_the_authors_choice(expression: str) -> None:
    assert list(passages(filled("Dear{{ " + expression + " }} all", name="").document.blocks)) == ["Dear all"]


def test_what_nothing_allows_is_said_without_how() -> None:
    """A blank text is refused whatever a field allows: to say how would lead nowhere."""
    template = letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n")
    for value, allowed in (("", False), (" ", False), ("see XXXX there", True)):
        with pytest.raises(DataError) as caught:
            letterforge.Letter(template, {"name": value})
        assert ("allow" in (caught.value.findings[0].hint or "")) is allowed
