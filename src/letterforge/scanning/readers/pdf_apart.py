"""A stranger's PDF, read in a process of its own: PDFium is a library in C++, and what is in a PDF can be built to hang it.

The process has so much time and memory, and ends without an answer where that is not enough.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from letterforge.errors import MissingResourceError, UnreadableFileError
from letterforge.findings import Place
from letterforge.limits import PDF_MEMORY, PDF_SECONDS
from letterforge.passages import Nature, Passage, Span
from letterforge.scanning.readers import pdf

_WAIT = 20 * PDF_SECONDS.most  # seconds by the clock: a busy machine gives a process a part of its own
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from letterforge.scanning.readers import pdf_apart; pdf_apart.main()"
_TOO_MUCH = "the PDF takes more time or memory than any letter needs, or brings down what reads it"


def passages(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """As `pdf.passages`, in a process of its own.

    Raises:
        UnreadableFileError: damaged, encrypted, not a PDF, or too much for the limits.
        MissingResourceError: pypdfium2 is not installed.
    """
    if not sys.executable:  # Python within another program: there is no other process to be had
        return pdf.passages(content, file)
    path = json.dumps(sys.path)
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter, and code of ours)
            [sys.executable, "-I", "-c", _START, path],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(_TOO_MUCH) from None
    except OSError as fault:
        message = f"no process can be started to read a PDF: {fault.strerror}"
        raise MissingResourceError(message) from None
    return iter(_answer(done.stdout, file))


def _answer(written: bytes, file: str | None) -> list[Passage]:
    try:
        answer = json.loads(written)
    except ValueError:
        raise UnreadableFileError(_TOO_MUCH) from None
    if "missing" in answer:
        raise MissingResourceError(answer["missing"])
    if "unreadable" in answer:
        raise UnreadableFileError(answer["unreadable"])
    return [
        Passage(text, Place(file, path=path), tuple(Span(Nature(nature), start, stop) for nature, start, stop in spans))
        for text, path, spans in answer["passages"]
    ]


def main() -> None:
    """The process itself: the PDF is its input, JSON its output."""
    _limit()
    answer: dict[str, object]
    try:
        found = list(pdf.passages(sys.stdin.buffer.read()))
        answer = {
            "passages": [(p.text, p.place.path, [(s.nature.value, s.start, s.stop) for s in p.spans]) for p in found]
        }
    except MissingResourceError as fault:
        answer = {"missing": str(fault)}
    except UnreadableFileError as fault:
        answer = {"unreadable": str(fault)}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415  (not on Windows, where the clock alone ends it)
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, PDF_MEMORY.most), (resource.RLIMIT_CPU, PDF_SECONDS.most)):
        hard = resource.getrlimit(kind)[1]
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (wanted, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no copy of a letter in a file of the system's
