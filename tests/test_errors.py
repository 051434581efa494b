from __future__ import annotations

import pickle

import pytest

from letterforge import errors
from letterforge.errors import FindingsError, LetterforgeError
from letterforge.findings import Finding, Place, Severity


def error(code: str, place: Place, *, message: str, hint: str | None = None, excerpt: str | None = None) -> Finding:
    return Finding(code, Severity.ERROR, place, message, hint, excerpt)


def warning(code: str, place: Place, *, message: str, hint: str | None = None) -> Finding:
    return Finding(code, Severity.WARNING, place, message, hint)


FINDINGS = (error("missing", Place("d.yaml", 2, 1, "place"), message="is missing"), warning("w", Place(), message="m"))
ALL = [
    found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, LetterforgeError) and found.__module__ == errors.__name__
]


def made(kind: type[LetterforgeError]) -> LetterforgeError:
    return kind(FINDINGS) if issubclass(kind, FindingsError) else kind("what happened")


def test_there_are_errors_to_test() -> None:
    assert len(ALL) >= 14


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_pickles_with_its_text_and_its_findings(kind: type[LetterforgeError]) -> None:
    before = made(kind)
    after = pickle.loads(pickle.dumps(before))  # noqa: S301  (made one line above)
    assert type(after) is kind
    assert str(after) == str(before)
    assert after.exit_code == before.exit_code
    if isinstance(before, FindingsError):
        assert after.findings == before.findings


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.LetterforgeError, 1),
        (errors.DataError, 1),
        (errors.TemplateError, 1),
        (errors.StationeryError, 1),
        (errors.RenderError, 1),
        (errors.ReadBackError, 1),
        (errors.UnreadableFileError, 1),
        (errors.UsageError, 2),
        (errors.UnknownNameError, 2),
        (errors.BrokenPluginError, 2),
        (errors.WrongShapeError, 2),
        (errors.NameClashError, 2),
        (errors.MissingResourceError, 3),
    ],
)
def test_exit_codes(kind: type[LetterforgeError], code: int) -> None:
    assert kind.exit_code == code


def test_findings_are_written_one_after_the_other_with_their_number() -> None:
    assert str(errors.DataError(FINDINGS)) == (
        "d.yaml:2:1: place: error: is missing [missing]\nwarning: m [w]\n1 error"
    )
    assert str(errors.DataError((FINDINGS[0], FINDINGS[0]))).endswith("\n2 errors")


def test_every_error_of_a_renderer_by_name_is_one_kind() -> None:
    for kind in (errors.UnknownNameError, errors.BrokenPluginError, errors.WrongShapeError, errors.NameClashError):
        assert issubclass(kind, errors.RendererError)
