"""PDF by Typst: the same letter as WeasyPrint's, valid, and on a machine without Pango."""

from __future__ import annotations

import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
# What WeasyPrint says on a machine without Pango: no library can be opened.
BARE = """
import cffi
def none(*_, **__): raise OSError("cannot load library")
cffi.FFI.dlopen = none
from letterforge.cli import main
main()
"""


def contract() -> Line:
    """Typst: the contract, the refusals, the words of WeasyPrint in their order, one table over pages"""
    folder = showing.ROOT / "plugins" / "letterforge-typst" / "tests"
    done = showing.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder))
    return "pytest plugins/letterforge-typst/tests", done.stdout.strip().splitlines()[-1], done.returncode == 0


def without_pango() -> Line:
    """make letter without Pango: typst gives a PDF; pdf says what to install for four systems, and that typst needs none"""
    letter = ["render", "introductory-letter", str(showing.ROOT / "templates/introductory-letter/sample.yaml"), "-o"]
    folder = showing.scratch()
    made = showing.run(sys.executable, "-c", BARE, *letter, str(folder / "a"), "--to", "typst")
    refused = showing.run(sys.executable, "-c", BARE, *letter, str(folder / "b"), "--to", "pdf")
    told = all(name in refused.stderr for name in ("Debian", "Fedora", "macOS", "Windows", "--to typst"))
    good = made.returncode == 0 and (folder / "a" / "introductory-letter.pdf").is_file()
    figure = f"{made.stdout.strip()}\n{refused.stderr.strip()}"
    return "letterforge render --to typst; --to pdf", figure, good and refused.returncode != 0 and told


LINES: tuple[Callable[[], Line], ...] = (contract, without_pango)
