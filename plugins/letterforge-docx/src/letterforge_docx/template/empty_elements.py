"""Tables, cells and headers that conditions and loops have left with nothing in them, which Word does not open.

A table has rows, a row has cells, and a cell, a header, a note or a text box ends in a paragraph (ECMA-376 part 1,
17.4.37, 17.4.65, 17.4.78, 17.10). Validators let some of this pass; Word calls the file damaged.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.names import w

_HOLDERS = ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
# How each of these ends where it is sound: in the files that Word writes, without white space between tags.
_ENDS = {"tbl": "</w:tr></w:tbl>", "tr": "</w:tc></w:tr>"} | {name: f"</w:p></w:{name}>" for name in _HOLDERS}
_TABLE, _ROW, _CELL, _PARAGRAPH = w("tbl"), w("tr"), w("tc"), w("p")
_BLOCKS = {_PARAGRAPH, w("sdt"), w("customXml"), w("altChunk")}


def may_be_empty(xml: str) -> tuple[str, ...]:
    """The names of elements in a part that must not be left empty."""
    return tuple(name for name in _ENDS if f"</w:{name}>" in xml)


def filled(xml: str, names: tuple[str, ...]) -> str:
    """A part in which nothing is left empty. To count is quicker than to parse, and mostly enough."""
    if all(xml.count(f"</w:{name}>") == xml.count(_ENDS[name]) and f"<w:{name}/>" not in xml for name in names):
        return xml
    root = etree.fromstring(xml.encode())
    # From the end, so that what stands within a table is mended before the table.
    for table in reversed(list(root.iter(_TABLE))):
        for row in [row for row in table.iter(_ROW) if row.find(f".//{_CELL}") is None]:
            row.getparent().remove(row)
        if table.find(f".//{_ROW}") is None:
            table.getparent().remove(table)
    for name in _HOLDERS:
        for holder in root.iter(w(name)):
            last = next((one for one in reversed(holder) if isinstance(one.tag, str)), None)
            if last is None or last.tag not in _BLOCKS:
                etree.SubElement(holder, _PARAGRAPH)
    text: str = etree.tostring(root, encoding="unicode")
    return text
