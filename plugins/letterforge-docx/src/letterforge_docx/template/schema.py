"""What of a Word file breaks the schema of ECMA-376, and Word reads nevertheless: mended once for a template, not for each letter.

Other programs write elements in an order of their own, numbers beyond their range, and links to styles that are not
there. Word takes the file; a validator, and a reader that keeps to the standard, need not.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.names import DECLARATION, W, w

_SIDES = "top start left bottom end right"
_FORMAT = "pPr rPr tblPr trPr tcPr"
_ORDERS: Mapping[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
        "cellIns cellDel cellMerge tcPrChange"
    ),
    "sectPr": (
        "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote "
        "titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "pBdr": f"{_SIDES} between bar",
    "tblBorders": f"{_SIDES} insideH insideV",
    "tcBorders": f"{_SIDES} insideH insideV tl2br tr2bl",
    "tblCellMar": _SIDES,
    "tcMar": _SIDES,
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "docDefaults": "rPrDefault pPrDefault",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
        f"personalCompose personalReply rsid {_FORMAT} tblStylePr"
    ),
    "tblStylePr": _FORMAT,
    "settings": (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
        "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
        "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
        "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
        "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
        "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
        "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
        "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
        "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
        "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
        "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
        "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
        "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
        "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt "
        "showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
        "attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures "
        "forceUpgrade captions readModeInkLockDown smartTagType shapeDefaults doNotEmbedSmartTags decimalSymbol "
        "listSeparator"
    ),
}
_RANKS = {w(name): {w(child): rank for rank, child in enumerate(said.split())} for name, said in _ORDERS.items()}
_SWITCHES = (w("tblHeader"), w("cantSplit"), w("hidden"))
_ON, _OFF = ("true", "1"), ("false", "0")
_INTEGERS, _HIGHEST = 1 << 32, (1 << 31) - 1


def mended(content: bytes, *, divisions: bool = True) -> bytes:
    """A part of a Word file as the schema has it; byte for byte the same where there is nothing to mend.

    ``divisions``: whether a paragraph refers to the divisions of a web page that the part may list.
    """
    root = etree.fromstring(content)
    if etree.QName(root).namespace != W:
        return content
    changed = [mend(root) for mend in _MENDS]
    if not divisions:
        changed.append(_without_divisions(root))
    if not any(changed):
        return content
    text: str = etree.tostring(root, encoding="unicode")
    return (DECLARATION + text).encode()


def _in_order(root: etree._Element) -> bool:
    """Children stand in the order of the schema. What has no place of its own there stays behind what it stands behind."""
    changed = False
    for element in root.iter(*_RANKS):
        ranks, keys, last = _RANKS[element.tag], [], -1
        for child in element:
            last = ranks.get(child.tag, last)
            keys.append(last)
        if keys != sorted(keys):
            by_rank = sorted(zip(keys, element, strict=True), key=lambda pair: pair[0])
            element[:] = [child for _, child in by_rank]
            changed = True
    return changed


def _doubles(root: etree._Element) -> bool:
    """What is said of a run is said once; others say it twice in the same words."""
    doubled = [
        child
        for looks in root.iter(w("rPr"))
        for before, child in itertools.pairwise(looks)
        if child.tag == before.tag and dict(child.attrib) == dict(before.attrib) and not len(child)
    ]
    for child in doubled:
        child.getparent().remove(child)
    return bool(doubled)


def _switches(root: etree._Element) -> bool:
    """What a row is or is not: on by itself, and "off"; other words for it are those of a later edition."""
    changed = False
    for row in root.iter(w("trPr")):
        for child in row.iterchildren(*_SWITCHES):
            value = child.get(w("val"))
            if value in _ON:
                del child.attrib[w("val")]
            elif value in _OFF:
                child.set(w("val"), "off")
            changed = changed or value in _ON + _OFF
    return changed


def _grids(root: etree._Element) -> bool:
    """What a grid adds to each character may be less than nothing: others write it without its sign."""
    changed = False
    for grid in root.iter(w("docGrid")):
        value = grid.get(w("charSpace"), "")
        if value.isdecimal() and _HIGHEST < int(value) < _INTEGERS:
            grid.set(w("charSpace"), str(int(value) - _INTEGERS))
            changed = True
    return changed


def _styles(root: etree._Element) -> bool:
    """A style names only styles that there are."""
    if root.tag != w("styles"):
        return False
    known = {style.get(w("styleId")) for style in root.iter(w("style"))}
    lost = [
        named
        for style in root.iter(w("style"))
        for named in style.iterchildren(w("basedOn"), w("next"), w("link"))
        if named.get(w("val")) not in known
    ]
    for named in lost:
        named.getparent().remove(named)
    return bool(lost)


_MENDS: tuple[Callable[[etree._Element], bool], ...] = (_in_order, _doubles, _switches, _grids, _styles)


def _without_divisions(root: etree._Element) -> bool:
    """What was once pasted from a web page lists its divisions; where no paragraph is in one of them, they go."""
    if root.tag != w("webSettings"):
        return False
    gone = list(root.iterchildren(w("divs")))
    for divisions in gone:
        root.remove(divisions)
    return bool(gone)


def all_mended(members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The parts of a Word file that had to be mended, by name."""
    divisions = any(b"divId" in content for name, content in members.items() if name.endswith(".xml"))
    for name, content in members.items():
        if name.endswith(".xml") and W.encode() in content:
            found = mended(content, divisions=divisions)
            if found is not content:
                yield name, found
