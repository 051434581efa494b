"""`assert_no_leftovers`: a finished file with nothing in it that still waits to be filled."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import letterforge

if TYPE_CHECKING:
    from letterforge.finished_files import Leftover

_MOST = 50


def assert_no_leftovers(
    source: str | os.PathLike[str] | bytes | letterforge.Artifact,
    *,
    certain_only: bool = False,
    media_type: str | None = None,
) -> None:
    """Fail if a finished file still holds something that waits to be filled.

    The message names file, place and rule, says of each leftover whether it is certain or likely, and shows it, but
    not the words around it: those may be about somebody.

    Args:
        source: a path, bytes, or what `letterforge.render` made.
        certain_only: let what is only likely pass.
        media_type: what kind of file it is, where its bytes and name do not tell.

    Raises:
        AssertionError: it holds leftovers.
        UsageError, UnreadableFileError: as `letterforge.scan`.

    >>> assert_no_leftovers(b"Dear Ann,")
    >>> assert_no_leftovers(b"Dear {{ name }},")
    Traceback (most recent call last):
    AssertionError: the file still holds 1 leftover (1 certain, 0 likely)
      line 1: {{ name }} [template-mark, certain]
    """
    __tracebackhide__ = True
    found = letterforge.scan(source, media_type=media_type)
    if certain_only:
        found = tuple(one for one in found if one.certainty.value == "certain")
    if found:
        raise AssertionError(said(found, source))


def said(found: tuple[Leftover, ...], source: object) -> str:
    """Leftovers as a failure shows them."""
    name = os.fspath(source) if isinstance(source, (str, os.PathLike)) else "the file"
    certain = sum(one.certainty.value == "certain" for one in found)
    count = f"{len(found)} leftover" + ("" if len(found) == 1 else "s")
    lines = [f"{name} still holds {count} ({certain} certain, {len(found) - certain} likely)"]
    lines += [
        f"  {one.place}: {' '.join(one.text.split())} [{one.rule}, {one.certainty.value}]" for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        lines.append(f"  and {len(found) - _MOST} more")
    return "\n".join(lines)
