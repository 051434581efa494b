"""The styles of a letterhead: found by name, those added that it lacks, and all of them as large as the stationery says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from letterforge.document import Role
from letterforge_docx.ooxml.names import MC, W14, W, w
from letterforge_docx.writing.definitions import Definition, definitions, heading_style, role_style
from letterforge_docx.writing.look import Look, plain_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A subject is the heading of the whole letter, as it is in HTML: a letterhead that knows nothing of letters has a style
# for that all the same, in the colours of its agency.
_INSTEAD = {role_style(Role.SUBJECT).casefold(): heading_style(1)}
_UNSAID = 20
"""Half points: the size of text where no style says one (ECMA-376 part 1, 17.3.2.38)."""


@dataclass(frozen=True)
class Styles:
    """The styles of one letterhead: for each name, in lower case, its identifier."""

    identifiers: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The identifier of a style by the name that Word shows, whatever its case."""
        return self.identifiers[name.casefold()]


def extended(root: etree._Element) -> etree._Element:
    """A ``w:styles`` element that may say what Word says since 2010, and other programs pass over (ECMA-376 part 3, 10.1)."""
    ignorable = f"{{{MC}}}Ignorable"
    known = {root.nsmap[prefix] for prefix in root.get(ignorable, "").split() if prefix in root.nsmap}
    if W14 in known:
        return root
    prefixes = {prefix: name for prefix, name in root.nsmap.items() if prefix not in ("w14", "mc")}
    wider = etree.Element(root.tag, root.attrib, nsmap={**prefixes, "w14": W14, "mc": MC})
    wider.set(ignorable, f"{root.get(ignorable, '')} w14".strip())
    wider.text, wider[:] = root.text, list(root)
    return wider


def complete(root: etree._Element, look: Look, own: Iterable[Definition] = ()) -> Styles:
    """Find our styles in a ``w:styles`` element by name, and add those that it lacks, and some of this letterhead's own.

    Those that are as we have drawn them follow the look of the stationery. Those that somebody has drawn are as much larger
    or smaller as the text is.
    """
    wanted = (*definitions(look), *own)
    known, missing = _named(root, wanted)
    _resize(root, look, known)
    for definition in missing:
        root.append(etree.fromstring(xml(definition, known)))
    return Styles(known)


def _named(root: etree._Element, wanted: Iterable[Definition]) -> tuple[dict[str, str], list[Definition]]:
    """The identifiers of all styles by their names in lower case, and which of them are not there yet."""
    known: dict[str, str] = {}
    for style in root.iterfind(w("style")):
        name = style.find(w("name"))
        if name is not None:
            known.setdefault(name.get(w("val"), "").casefold(), style.get(w("styleId"), ""))
    for name, other in _INSTEAD.items():
        if name not in known and other in known:
            known[name] = known[other]
    taken = {identifier.casefold() for identifier in known.values()}
    missing = [definition for definition in wanted if definition.name.casefold() not in known]
    for definition in missing:
        identifier = definition.identifier
        while identifier.casefold() in taken:
            identifier += "L"
        taken.add(identifier.casefold())
        known[definition.name.casefold()] = identifier
    return known, missing


def _resize(root: etree._Element, look: Look, known: Mapping[str, str]) -> None:
    """Give the styles that are there the size of the stationery, and those that nobody has changed its whole look."""
    plain = plain_look()
    size = text_size(root)
    if look == plain and size == look.text:
        return
    drawn = {known[one.name.casefold()]: one for one in definitions(plain)}
    ours = {known[one.name.casefold()]: one for one in definitions(look)}
    for style in root.findall(w("style")):
        identifier = style.get(w("styleId"), "")
        before = drawn.get(identifier)
        if before is not None and _plainly(style) == _plainly(etree.fromstring(xml(before, known))):
            root.replace(style, etree.fromstring(xml(ours[identifier], known)))
        else:
            scale(style, look.text / size, look.least)
    defaults = root.find(w("docDefaults"))
    if defaults is not None:
        scale(defaults, look.text / size, look.least)
        for colour in defaults.iter(w("color")):
            if colour.get(w("val")) == plain.colours["text"]:
                colour.set(w("val"), look.colours["text"])


def _plainly(style: etree._Element) -> bytes:
    """A style as it can be compared, without its number: whoever has drawn it, numbering has put that in."""
    copy = etree.fromstring(etree.tostring(style))
    for number in list(copy.iter(w("numPr"))):
        number.getparent().remove(number)
    for empty in [one for one in copy.iter(w("pPr")) if not len(one)]:
        empty.getparent().remove(empty)
    written: bytes = etree.tostring(copy, method="c14n2")
    return written


def text_size(root: etree._Element) -> int:
    """Half points: how large plain paragraphs are set."""
    normal = next(
        (
            one
            for one in root.iterfind(w("style"))
            if one.get(w("type")) == "paragraph" and one.get(w("default")) in _ON
        ),
        None,
    )
    for style in (normal, root.find(f"{w('docDefaults')}/{w('rPrDefault')}")):
        said = None if style is None else style.find(f"{w('rPr')}/{w('sz')}")
        if said is not None and said.get(w("val"), "").isdigit() and int(said.get(w("val"))):
            return int(said.get(w("val")))
    return _UNSAID


_ON = ("1", "true", "on")


def scale(element: etree._Element, factor: float, least: int = 0) -> None:
    """Make all type within larger or smaller, and the room around it; none is smaller than ``least`` half points."""
    for name in ("sz", "szCs"):
        for size in element.iter(w(name)):
            if size.get(w("val"), "").isdigit():
                size.set(w("val"), str(max(round(int(size.get(w("val"))) * factor), least)))
    for spacing in element.iter(w("spacing")):
        lengths = ["before", "after"]
        if spacing.get(w("lineRule")) in {"atLeast", "exact"}:
            lengths.append("line")
        for name in lengths:
            if spacing.get(w(name), "").isdigit():
                spacing.set(w(name), str(round(int(spacing.get(w(name))) * factor)))


def xml(definition: Definition, identifiers: Mapping[str, str]) -> str:
    """A ``w:style`` element, with the identifiers of the styles that it names."""

    def reference(tag: str, name: str | None) -> str:
        return "" if name is None else f'<w:{tag} w:val="{identifiers[name.casefold()]}"/>'

    default = ' w:default="1"' if definition.based_on is None else ""
    hidden = (
        "<w:semiHidden/><w:unhideWhenUsed/>" if definition.name in ("Default Paragraph Font", "Normal Table") else ""
    )
    paragraph = f"<w:pPr>{definition.paragraph}</w:pPr>" if definition.paragraph else ""
    run = f"<w:rPr>{definition.run}</w:rPr>" if definition.run else ""
    shown = "<w:qFormat/>" if not hidden and definition.kind != "table" else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="{definition.kind}"{default} w:styleId="{identifiers[definition.name.casefold()]}">'
        f'<w:name w:val="{definition.name}"/>{reference("basedOn", definition.based_on)}'
        f'{reference("next", definition.following)}<w:uiPriority w:val="{definition.priority}"/>{hidden}{shown}'
        f"{paragraph}{run}{definition.table}</w:style>"
    )
