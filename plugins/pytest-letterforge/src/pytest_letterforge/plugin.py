"""What pytest calls: the marker `letterforge`, and the fixture `letter_template` that it feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

FIXTURE = "letter_template"
MARKER = (
    "letterforge(folder, model=None, models=None, ignore=(), stationery=None): run this test for each template of a "
    "folder, which `letter_template` gives; the folder is beside the test's own file"
)


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marker is for."""
    config.addinivalue_line("markers", MARKER)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each template of the folder."""
    if FIXTURE not in metafunc.fixturenames:
        return
    # Not before it is needed: every run of pytest imports this module.
    from pytest_letterforge.templates import templates  # noqa: PLC0415

    marker = metafunc.definition.get_closest_marker("letterforge")
    if marker is None:
        message = f"{metafunc.definition.nodeid}: {FIXTURE} needs @pytest.mark.letterforge(folder, model=...)"
        raise pytest.UsageError(message)
    try:
        folder = Path(metafunc.definition.path).parent / _folder(*marker.args, **marker.kwargs)
        found = templates(folder, **{name: value for name, value in marker.kwargs.items() if name != "folder"})
    except TypeError as fault:
        message = f"{metafunc.definition.nodeid}: the marker letterforge: {fault}"
        raise pytest.UsageError(message) from fault
    metafunc.parametrize(FIXTURE, found, ids=[one.name for one in found])


def _folder(folder: str | Path, **_: object) -> str | Path:
    return folder
