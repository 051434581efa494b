"""``{%p include "part.docx" %}``: the paragraphs and tables of a Word file beside the template, in the place of the tag.

They stand on the styles of the template. A part that needs more than words and styles (pictures, links, lists, notes) is
refused, since what it refers to stands in another file; a document of the data, ``{{p appendix }}``, brings all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.errors import UnreadableFileError
from letterforge.loading.companion_files import CompanionFiles
from letterforge.office.archive import Archive, open_archive
from letterforge.office.byte_offsets import stretches, utf8
from letterforge.office.outside import refuse_outside
from letterforge.office.parts import main_part, parts_of, refuse_macros
from letterforge.office.rewriting import rewritten
from letterforge.office.xml import Element, attribute, child, local

DEEPEST = 8
LARGEST = 8_000_000
"""Bytes of the main part, once all parts stand in it."""
_TAG = re.compile(r"\s*\{%[-+]?p?\s+include\s+[\"'\u201c\u2018]([^\"'\u201d\u2019]+)[\"'\u201d\u2019]\s*[-+]?%\}\s*")
_SIGN = re.compile(rb"\binclude\b")
_REFERS = frozenset(("id", "embed", "link", "pict", "dm", "lo", "qs", "cs"))
_ELSEWHERE = {
    "numId": "a list",
    "footnoteReference": "a note",
    "endnoteReference": "a note",
    "commentReference": "a comment",
    "sectPr": "pages of its own",
}
_STYLED = ("pStyle", "rStyle", "tblStyle")
_RELATIONS = "/officeDocument/2006/relationships}"
_PREFIX = re.compile(rb"\sxmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)[\"']")
_USED = re.compile(rb"</?([\w.-]+):|\s([\w.-]+):[\w.-]+\s*=")


class _RefusedError(Exception):
    """A part cannot stand in a template; the text says why."""


def included(content: bytes, beside: CompanionFiles | None) -> tuple[bytes, str | None]:
    """The file with its parts in the places of their tags, and what is wrong with one that cannot be had.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    if beside is None:
        return content, None
    archive = open_archive(content)
    main = parts_of(archive).main
    if _SIGN.search(archive.read(main)) is None:
        return content, None
    refuse_macros(archive)
    styles = _styles_of(archive)
    try:
        raw = _with_parts(archive, beside, styles, ())
    except _RefusedError as fault:
        return content, str(fault)
    return (content if raw is None else rewritten(archive, {main: raw})), None


def _with_parts(
    archive: Archive, beside: CompanionFiles, styles: frozenset[str], within: tuple[str, ...]
) -> bytes | None:
    """The main part with all parts in it; None where it includes none."""
    name, root = parts_of(archive).main, main_part(archive, parts_of(archive))
    found = list(_tags(root))
    if not found:
        return None
    raw = utf8(archive.read(name))
    places = dict(zip(map(id, root.iter()), stretches(raw), strict=True))
    known = _prefixes(raw)
    out, at = [], 0
    for paragraph, said in found:
        place = places[id(paragraph)]
        out += [raw[at : place.start], _part(said, beside, styles, known, within=within)]
        at = place.end
    made = b"".join([*out, raw[at:]])
    if len(made) > LARGEST:
        message = "the parts that are included come to more than any letter needs"
        raise _RefusedError(message)
    return made


def _tags(root: Element) -> Iterator[tuple[Element, str]]:
    """The paragraphs that are nothing but an include, with what it names."""
    for paragraph in root.iter():
        if local(paragraph.tag) == "p":
            text = "".join(one.text or "" for one in paragraph.iter() if local(one.tag) == "t")
            said = _TAG.fullmatch(text)
            if said is not None:
                yield paragraph, said[1]


def _part(
    said: str,
    beside: CompanionFiles,
    styles: frozenset[str],
    known: dict[bytes, bytes],
    *,
    within: tuple[str, ...],
) -> bytes:
    """The paragraphs and tables of a part, as they are written there."""
    if any(sign in said for sign in "/\\:\0") or said.startswith("."):
        message = f"{said!r} is no bare name of a file beside the template"
        raise _RefusedError(message)
    if said in within or len(within) >= DEEPEST:
        message = f"{said}: a part that includes itself, or parts nested too deep"
        raise _RefusedError(message)
    try:
        archive = open_archive(beside.read(said))
        refuse_macros(archive)
        refuse_outside(archive)
        raw = _with_parts(archive, beside, styles, (*within, said))
        if raw is not None:
            archive = open_archive(rewritten(archive, {parts_of(archive).main: raw}))
        root = main_part(archive, parts_of(archive))
    except (ValueError, UnreadableFileError) as fault:
        message = f"{said}: {fault}"
        raise _RefusedError(message) from None
    body = child(root, "body")
    blocks = [one for one in (() if body is None else body) if local(one.tag) != "sectPr"]
    _refuse(said, blocks, styles)
    raw = utf8(archive.read(parts_of(archive).main))
    places = dict(zip(map(id, root.iter()), stretches(raw), strict=True))
    made = b"".join(raw[places[id(one)].start : places[id(one)].end] for one in blocks)
    own = _prefixes(raw)
    used = {one for found in _USED.finditer(made) for one in found.groups() if one is not None} - {b"xml"}
    if any(own.get(one) != known.get(one) for one in used) or own.get(b"") != known.get(b""):
        message = (
            f"{said}: it has names of XML that the template does not have; save both with the same version of Word"
        )
        raise _RefusedError(message)
    return made


def _refuse(said: str, blocks: list[Element], styles: frozenset[str]) -> None:
    """Refuse what refers to something that the template does not have."""
    for element in (one for block in blocks for one in block.iter()):
        name = local(element.tag)
        what = _ELSEWHERE.get(name)
        if any(_RELATIONS in key and local(key) in _REFERS for key in element.attrib):
            what = "a picture, a link or the like"
        if what is not None:
            message = f"{said} has {what}, which stands in a file of its own: give it as a document of the data"
            raise _RefusedError(message)
        style = attribute(element) if name in _STYLED else None
        if style is not None and style not in styles:
            message = f"{said} has the style {style!r}, which the template does not have"
            raise _RefusedError(message)


def _styles_of(archive: Archive) -> frozenset[str]:
    """The identifiers of the styles of a file."""
    name = next((one for one in archive.members if one.endswith("/styles.xml")), None)
    every = () if name is None else archive.xml(name).iter()
    return frozenset(attribute(one, "styleId") or "" for one in every if local(one.tag) == "style")


def _prefixes(raw: bytes) -> dict[bytes, bytes]:
    """The prefixes of XML that the outermost element declares."""
    root = stretches(raw)[0]
    return {found[1] or b"": found[2] for found in _PREFIX.finditer(raw, root.start, root.inner)}
