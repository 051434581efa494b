"""letterforge for pytest: what a test module imports."""

from pytest_letterforge.contract import RendererContract
from pytest_letterforge.leftovers import assert_no_leftovers
from pytest_letterforge.templates import LetterTemplate

__all__ = ["LetterTemplate", "RendererContract", "assert_no_leftovers"]
