"""Every line under "What it must show": the command, the figures, the verdict. Run by `make show`, not by `make test`.

Each subject is a file beside this one, with its ``LINES``: functions that say by their docstring what they show, and
give back the command, the figure, and whether it is good. `conftest.py` prints them as they end.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Line = Callable[[], tuple[str, str, bool]]
SUBJECTS = (
    "letter",
    "second",
    "broken",
    "plugins",
    "values",
    "expressions",
    "imports",
    "reading",
    "filling",
    "word_parts",
    "checking",
    "scanning",
    "contract",
    "proving",
    "hostile",
    "house",
    "private",
    "proof",
    "cases",
    "batch",
    "neighbours",
    "kills",
    "zipped",
    "cluster",
    "combined",
    "dialect",
    "money",
    "mapping",
    "model_files",
    "mail_merge",
    "controls",
    "adopting",
    "by_typst",
    "reproducing",
    "accessible",
    "gallery",
    "word_looks",
    "languages",
    "pictures",
)


def lines() -> Iterator[tuple[str, Line]]:
    """The lines of each subject. Their files are called as other modules are, so they are known by names of their own."""
    for name in SUBJECTS:
        spec = importlib.util.spec_from_file_location(f"show_{name}", Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield from ((name, line) for line in module.LINES)


def title(line: Line) -> str:
    return (line.__doc__ or line.__name__).strip().splitlines()[0]


@pytest.mark.show
@pytest.mark.filterwarnings("default")  # what libraries of others warn of is none of this
@pytest.mark.parametrize(
    ("subject", "line"),
    [pytest.param(*each, id=f"{each[0]}: {each[1].__name__}: {title(each[1])}") for each in lines()],
)
def test_line(subject: str, line: Line, record_property: Callable[[str, object], None]) -> None:
    record_property("line", f"{subject}: {title(line)}")
    command, figure, good = line()
    record_property("said", f"{command}\n{figure}")
    assert good, "the figure is not what it must be"
