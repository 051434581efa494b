"""The settings and properties of a Word file: what is said once about the whole letter."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.names import CORE, DC, DCTERMS, DECLARATION, W, w

TITLE = "\ue000title\ue000"
"""Stands for the title in the prepared core properties."""
_BEFORE_EMBEDDING = {
    w(name)
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData",
    )
}  # fmt: skip
EMPTY_SETTINGS = f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/></w:settings>'.encode()
EMPTY_CORE = (
    f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
).encode()
# Said of the letterhead and not of the letter, or different on every run.
_NOT_OF_THE_LETTER = (
    f"{{{CORE}}}lastModifiedBy",
    f"{{{CORE}}}revision",
    f"{{{CORE}}}lastPrinted",
    f"{{{DCTERMS}}}modified",
)


def embed_fonts(settings: etree._Element) -> None:
    """Say that the file holds its fonts, in the place that the schema wants (CT_Settings)."""
    for name in ("embedTrueTypeFonts", "saveSubsetFonts"):
        for known in settings.findall(w(name)):
            settings.remove(known)
    place = sum(child.tag in _BEFORE_EMBEDDING for child in settings)
    settings.insert(place, etree.Element(w("embedTrueTypeFonts")))


def set_language(styles: etree._Element, language: str) -> None:
    """Set the language of all text that says no other."""
    defaults = _child(styles, "docDefaults", first=True)
    properties = _child(_child(defaults, "rPrDefault", first=True), "rPr", first=True)
    _child(properties, "lang", first=False).set(w("val"), language)


def _child(parent: etree._Element, name: str, *, first: bool) -> etree._Element:
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0 if first else len(parent), found)
    return found


def core_properties(content: bytes, language: str) -> bytes:
    """The core properties with the language of the letter, and a mark where its title goes."""
    root = etree.fromstring(content)
    for name in _NOT_OF_THE_LETTER:
        for element in root.findall(name):
            root.remove(element)
    for name, text in (("title", TITLE), ("language", language)):
        element = root.find(f"{{{DC}}}{name}")
        if element is None:
            element = etree.SubElement(root, f"{{{DC}}}{name}")
        element.text = text
    written: str = etree.tostring(root, encoding="unicode")
    return (DECLARATION + written).encode()
