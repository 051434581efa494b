"""Typst itself: a letter as JSON in, a PDF out. Runs as a program, too, for a process in which Typst cannot run.

Nothing of letterforge is imported here: a process of its own is begun for one letter.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

LETTER = "letter.json"
TEMPLATE = "letter.typ"
FONTS = "fonts"
REFUSED = 3


def compiler(folder: Path) -> typst.Compiler:
    """The compiler of the template in a folder, with the fonts there and no others; no package can be had."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / FONTS)])
    # From a path, not from bytes: a compiler of bytes serves once (typst 0.15.2).
    return typst.Compiler(
        str(folder / TEMPLATE),
        root=str(folder),
        font_paths=fonts,
        package_path=str(folder),
        package_cache_path=str(folder),
    )


def compiled(by: typst.Compiler, inputs: dict[str, str], standards: Sequence[Any]) -> bytes:
    """The PDF; the same bytes for the same letter.

    Raises:
        ValueError: Typst refuses the letter. The message is Typst's own, which may quote the letter.
    """
    try:
        content, warnings = by.compile_with_warnings(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(standards),
            timestamp=0,
        )
    except KeyboardInterrupt:
        raise
    except typst.TypstError as fault:
        raise ValueError(str(fault)) from None
    except BaseException as fault:  # noqa: BLE001  (a panic of Rust is no Exception)
        raise ValueError(type(fault).__name__) from None
    if warnings:
        raise ValueError(" ".join(map(str, warnings)))
    assert isinstance(content, bytes)  # noqa: S101  (one file, as no output was named)
    return content


def main(folder: str, *standards: str) -> None:
    """Read a letter from standard input, and write its PDF to standard output."""
    inputs = {"letter": sys.stdin.buffer.read().decode()}
    try:
        sys.stdout.buffer.write(compiled(compiler(Path(folder)), inputs, standards))
    except ValueError as fault:
        sys.stderr.write(str(fault))
        sys.stderr.flush()
        os._exit(REFUSED)


if __name__ == "__main__":
    main(*sys.argv[1:])
