"""One letter's PDF, opened: whole, tagged, and without anything that could not be carried into another."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from letterforge.errors import MissingResourceError, UnreadableFileError
from letterforge.joining.refusals import Refusals
from letterforge.office.xml import parse_xml

Object = Any  # pikepdf gives numbers as Python's own, and all else as its objects

# What is carried, or said anew for the whole. Whatever else a catalog holds (ISO 32000-1, table 28) is refused by name.
_CATALOG = {
    "/Type",
    "/Version",
    "/Pages",
    "/Lang",
    "/MarkInfo",
    "/Metadata",
    "/Names",
    "/Outlines",
    "/OutputIntents",
    "/StructTreeRoot",
    "/ViewerPreferences",
}
_NAMES = {"/Dests"}
_PREFERENCES = {"/DisplayDocTitle"}
_MARKS = {"/Marked"}
_STRUCTURE = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree", "/RoleMap", "/ClassMap"}
# What may be named in an error: ISO 32000-1, tables 28, 31, 150, 321 and 322, and those of ISO 32000-2. A file that was
# tampered with may have any word for a name.
_KNOWN = frozenset(
    {
        "AA",
        "AF",
        "AP",
        "AcroForm",
        "AlternatePresentations",
        "CenterWindow",
        "Collection",
        "DPartRoot",
        "DSS",
        "Dests",
        "Direction",
        "Duplex",
        "EmbeddedFiles",
        "Enforce",
        "Extensions",
        "FitWindow",
        "HideMenubar",
        "HideToolbar",
        "HideWindowUI",
        "IDS",
        "JavaScript",
        "Legal",
        "Namespaces",
        "NeedsRendering",
        "NonFullScreenPageMode",
        "NumCopies",
        "OCProperties",
        "OpenAction",
        "PageLabels",
        "PageLayout",
        "PageMode",
        "Pages",
        "Perms",
        "PickTrayByPDFSize",
        "PieceInfo",
        "PrintArea",
        "PrintClip",
        "PrintPageRange",
        "PrintScaling",
        "PronunciationLexicon",
        "Renditions",
        "Requirements",
        "SpiderInfo",
        "Suspects",
        "Templates",
        "Threads",
        "URI",
        "URLS",
        "UserProperties",
        "ViewArea",
        "ViewClip",
    }
)
_FORMS = {"/Widget"}
_NEWEST = "1.7"
_PARTS = {"pdfuaid": "{http://www.aiim.org/pdfua/ns/id/}part", "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}part"}


def content_of(source: bytes | Path, refusals: Refusals) -> bytes:
    """The bytes of a letter.

    Raises:
        MissingResourceError: its file cannot be read.
    """
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as fault:
        message = f"letter {refusals.number} cannot be read for the combined PDF: {fault.strerror}"
        raise MissingResourceError(message) from None


@contextlib.contextmanager
def opened(content: bytes, refusals: Refusals) -> Iterator[pikepdf.Pdf]:
    """A letter that can be joined.

    Raises:
        UsageError: it is encrypted, not tagged, or has something that cannot be carried.
        UnreadableFileError: it is no PDF, or a damaged one.
    """
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise refusals.unfit(why="it is encrypted")
            _check(pdf, refusals)
            if pdf.check_pdf_syntax() or pdf.get_warnings():
                raise refusals.damaged(how="its objects or streams cannot be read")
            yield pdf
    except pikepdf.PasswordError:
        raise refusals.unfit(why="it is encrypted") from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, pikepdf.DeletedObjectError):
        raise refusals.damaged(how="it cannot be read as a PDF") from None
    except (TypeError, ValueError, AttributeError, KeyError, RuntimeError):
        # What is of another kind than its place asks for: `/Pages 3`, a text for a number, circles (RecursionError).
        raise refusals.damaged(how="something stands in it where it cannot stand") from None


def _check(pdf: pikepdf.Pdf, refusals: Refusals) -> None:
    root: Object = pdf.Root
    if pdf.pdf_version > _NEWEST:
        raise refusals.unfit(why=f"it is of a PDF version after {_NEWEST}")
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
        raise refusals.unfit(why="it is not tagged; combine PDFs of letterforge-pdf")
    if not len(pdf.pages):
        raise refusals.damaged(how="it has no page")
    for where, allowed in (
        (root, _CATALOG),
        (root.get("/Names", {}), _NAMES),
        (root.get("/ViewerPreferences", {}), _PREFERENCES),
        (root.StructTreeRoot, _STRUCTURE),
    ):
        _refuse_others(set(where.keys()) - allowed, refusals)
    _refuse_others({key for key, value in root.MarkInfo.items() if value} - _MARKS, refusals)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if str(annotation.get("/Subtype")) in _FORMS:
                raise refusals.not_carried(what="a field of a form")


def _refuse_others(names: set[str], refusals: Refusals) -> None:
    if names:
        known = sorted({name.lstrip("/") for name in names} & _KNOWN)
        raise refusals.not_carried(what=" and ".join(known) or "an entry of an unknown name")


def claims(pdf: pikepdf.Pdf, refusals: Refusals) -> str | None:
    """The part of PDF/UA that a letter says it keeps to, None if it says nothing.

    Raises:
        UsageError: it says that it is PDF/A, whose description of itself is not carried.
        UnreadableFileError: what it says cannot be read.
    """
    if "/Metadata" not in pdf.Root:
        return None
    try:
        said = parse_xml(pdf.Root.Metadata.read_bytes())
    except UnreadableFileError:
        raise refusals.damaged(how="what it says of itself cannot be read") from None
    # XMP writes a property as an element or as an attribute of the one around it (ISO 16684-1, 7.5).
    properties = {key: value for one in said.iter() for key, value in ((one.tag, one.text), *one.attrib.items())}
    if _PARTS["pdfaid"] in properties:
        raise refusals.not_carried(what="the mark of PDF/A")
    return properties.get(_PARTS["pdfuaid"])


def flat(tree: Object, kind: str) -> Iterator[tuple[Object, Object]]:
    """The keys and values of a number tree (``/Nums``) or name tree (``/Names``), in their order."""
    waiting, seen = [tree], set()
    while waiting:
        node = waiting.pop()
        if node.is_indirect:
            if node.objgen in seen:
                message = "a tree is a circle"
                raise ValueError(message)
            seen.add(node.objgen)
        entries = list(node.get(kind, []))
        yield from zip(entries[::2], entries[1::2], strict=True)
        waiting += reversed(list(node.get("/Kids", [])))


def own_title(pdf: pikepdf.Pdf) -> str:
    """The title that a letter has of itself, in one line; empty where there is none."""
    return " ".join(str(pdf.docinfo.get("/Title", "")).split())
