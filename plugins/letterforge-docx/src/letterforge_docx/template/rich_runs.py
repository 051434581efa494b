"""A run of rich text as WordprocessingML: its properties in the order of the schema (ECMA-376 part 1, 17.3.2.28)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from letterforge.errors import RenderError
from letterforge_docx.ooxml.characters import attribute, run_text
from letterforge_docx.rich import Run

LAYOUT = "\a\f\t"
"""A new paragraph, a new page and a tab, which docxtpl makes of the finished part."""
_CUT = re.compile(f"([{LAYOUT}])")
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})\Z|auto\Z")
ADDRESS = "/:?#[]@!$&'()*+,;=%~"
"""What stays as it is in a whole address that is a value: the reserved characters of RFC 3986, 2.2."""
SCHEMES = ("http", "https", "mailto", "tel")
_UNDERLINES = ("single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave")


def broken_text(text: str) -> str:
    """Text for the inside of a ``w:t``; the signs of `LAYOUT` stay in it until the part is put together."""
    return "".join(run_text(piece) if index % 2 == 0 else piece for index, piece in enumerate(_CUT.split(text)))


def run(one: Run, relate: Callable[[str], str]) -> str:
    """The run, within a hyperlink where it has a link; ``relate`` gives the identifier of an address."""
    properties = "".join(_properties(one))
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    xml = f'<w:r>{look}<w:t xml:space="preserve">{broken_text(one.text)}</w:t></w:r>'
    if one.link is None:
        return xml
    return f'<w:hyperlink r:id="{relate(checked_link(one.link))}" w:tgtFrame="_blank">{xml}</w:hyperlink>'


def checked_link(address: str) -> str:
    """The address, if its scheme is one that a letter may lead to."""
    if address.partition(":")[0].lower() not in SCHEMES or not address.isprintable():
        message = f"a link of this letter leads to an address that is none of {', '.join(SCHEMES)}"
        raise RenderError(message)
    return address


def _properties(one: Run) -> Iterator[str]:
    if one.style:
        yield f'<w:rStyle w:val="{attribute(one.style)}"/>'
    if one.font:
        yield _fonts(one.font)
    if one.bold:
        yield "<w:b/>" + ("<w:bCs/>" if one.rtl else "")
    if one.italic:
        yield "<w:i/>" + ("<w:iCs/>" if one.rtl else "")
    if one.strike:
        yield "<w:strike/>"
    if one.color:
        yield f'<w:color w:val="{_colour(one.color)}"/>'
    if one.size:
        yield f'<w:sz w:val="{one.size:d}"/><w:szCs w:val="{one.size:d}"/>'
    if one.underline:
        yield f'<w:u w:val="{one.underline if one.underline in _UNDERLINES else "single"}"/>'
    if one.highlight:
        yield f'<w:shd w:val="clear" w:fill="{_colour(one.highlight)}"/>'
    if one.subscript or one.superscript:
        yield f'<w:vertAlign w:val="{"superscript" if one.superscript else "subscript"}"/>'
    if one.rtl:
        yield "<w:rtl/>"
    if one.lang:
        yield f'<w:lang w:val="{attribute(one.lang)}"/>'


def _fonts(font: str) -> str:
    """The typeface for every script, and for "eastAsia:Name" for that one as well."""
    region, found, name = font.rpartition(":")
    if found and region not in ("ascii", "hAnsi", "eastAsia", "cs"):
        message = (
            "a font of a rich value is for a script that Word does not know; there are ascii, hAnsi, eastAsia and cs"
        )
        raise RenderError(message)
    scripts = dict.fromkeys(("ascii", "hAnsi", "cs", *filter(None, (region,))))
    return "<w:rFonts" + "".join(f' w:{script}="{attribute(name)}"' for script in scripts) + "/>"


def _colour(colour: str) -> str:
    found = _COLOUR.match(colour)
    if found is None:
        message = "a colour of a rich value is not hexadecimal, such as ff0000"
        raise RenderError(message)
    return found[1] or colour
