from __future__ import annotations

import pickle

import pytest

from letterforge.findings import Finding, Place, Severity, in_order


def error(code: str, place: Place, *, message: str, hint: str | None = None, excerpt: str | None = None) -> Finding:
    return Finding(code, Severity.ERROR, place, message, hint, excerpt)


def warning(code: str, place: Place, *, message: str, hint: str | None = None) -> Finding:
    return Finding(code, Severity.WARNING, place, message, hint)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place(), ""),
        (Place("a.md"), "a.md"),
        (Place("a.md", 3), "a.md:3"),
        (Place("a.md", 3, 7), "a.md:3:7"),
        (Place("a.yaml", 3, 7, "team.members[0].name"), "a.yaml:3:7: team.members[0].name"),
        (Place(None, 3, 7), "line 3, column 7"),
        (Place(None, 3), "line 3"),
        (Place(path="review.title"), "review.title"),
        (Place(None, 3, 7, "review.title"), "line 3, column 7: review.title"),
    ],
)
def test_a_place_is_written_with_what_is_known_of_it(place: Place, written: str) -> None:
    assert str(place) == written


def test_a_finding_shows_place_message_rule_line_caret_and_hint() -> None:
    finding = error("syntax", Place("a.md", 2, 6), message="{{ is not closed", hint="Close it.", excerpt="Dear {{ name")
    assert str(finding) == ("a.md:2:6: error: {{ is not closed [syntax]\n    Dear {{ name\n         ^\n    Close it.")


def test_a_finding_without_a_place_begins_with_its_severity() -> None:
    assert str(warning("rule", Place(), message="is odd")) == "warning: is odd [rule]"


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "x" * 300 + "{{ name }}" + "y" * 300
    shown = str(error("r", Place("a.md", 1, 301), message="m", excerpt=line)).splitlines()
    text, caret = shown[1], shown[2]
    assert text.startswith("    ...x")
    assert text.endswith("...")
    assert len(text) < 120
    assert text[caret.index("^") :].startswith("{{ name }}")


def test_a_tab_before_the_caret_counts_as_one_column() -> None:
    shown = str(error("r", Place("a.md", 1, 3), message="m", excerpt="\t\t{{ a }}")).splitlines()
    assert shown[1][shown[2].index("^") :] == "{{ a }}"


def test_an_excerpt_without_a_column_is_not_shown() -> None:
    assert "the line" not in str(error("r", Place("a.md", 1), message="m", excerpt="the line"))


def test_only_errors_stop_a_letter() -> None:
    assert error("r", Place(), message="m").is_error
    assert not warning("r", Place(), message="m").is_error


def test_findings_are_sorted_by_place_without_repetitions() -> None:
    late, early = error("r", Place("a", 9, 1), message="m"), error("r", Place("a", 2, 5), message="m")
    other = warning("r", Place("b", 1, 1), message="m")
    nowhere = error("r", Place(), message="m")
    assert in_order([other, late, early, late, nowhere]) == (nowhere, early, late, other)


def test_a_finding_can_be_put_at_another_place_and_pickled() -> None:
    finding = error("r", Place("a"), message="m").at(Place("b", 1))
    assert finding == Finding("r", Severity.ERROR, Place("b", 1), "m")
    assert pickle.loads(pickle.dumps(finding)) == finding  # noqa: S301  (made one line above)
