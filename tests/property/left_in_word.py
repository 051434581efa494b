"""Word templates that hold what is left in them: in fields, controls, notes, text boxes, properties, and what is for the recipient."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

import word_files

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
_LEFT = (
    "Error! Reference source not found.",
    "Click here to enter text.",
    "Dear ,",
    "XXXX",
    "[insert date]",
    "«Ref»",
    "{Telefon}",
)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _cut(random: Random, text: str) -> str:
    """A text in runs, as Word cuts it."""
    at = random.randint(0, len(text))
    return _run(text[:at]) + _run(text[at:])


def _piece(random: Random, text: str) -> str:
    """Words in a line as they are, or as what a field shows or a control holds."""
    kind = random.random()
    if kind < 0.5:
        return _cut(random, text)
    if kind < 0.6:
        code = random.choice(("ADDRESSBLOCK", "GREETINGLINE \\* MERGEFORMAT", "QUOTE", "REF there"))
        return _FIELD.format("", code, _run(text if random.random() < 0.7 else random.choice(("«Ref»", ""))))
    if kind < 0.7:
        shown = text if random.random() < 0.7 else random.choice(("", "\u2002\u2002\u2002"))
        return _FIELD.format("<w:ffData><w:textInput/></w:ffData>", "FORMTEXT", _run(shown))
    if kind < 0.9:
        prompt = "<w:showingPlcHdr/>" if random.random() < 0.2 else ""
        return _CONTROL.format(prompt, _cut(random, text))
    if kind < 0.95:
        return _CONTROL.format('<w:tag w:val="reply"/>', _run(f"{text} [insert name] TBC ____"))
    return _run(random.choice(_LEFT))


_NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p>{}</w:p>'
    "</w:footnote></w:footnotes>"
)


def _box(pieces: str) -> str:
    """A text box."""
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:20pt"><v:textbox>'
        f"<w:txbxContent><w:p>{pieces}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _slip(text: str) -> str:
    """What the recipient is to fill in: a control that asks, a form field, a box to tick."""
    box = _FIELD.format("<w:ffData><w:checkBox/></w:ffData>", "FORMCHECKBOX", "")
    asks = _CONTROL.format("<w:showingPlcHdr/>", _run("Click here to enter text."))
    field = _FIELD.format("<w:ffData><w:textInput/></w:ffData>", "FORMTEXT", _run("\u2002\u2002"))
    line = f"<w:p>{_run(text)}{asks}{field}{box}</w:p>"
    return _CONTROL.format('<w:tag w:val="reply"/>', line)


def word_template(random: Random, inline: Callable[[Random], str]) -> bytes:
    """A Word file around lines that ``inline`` draws."""
    body = []
    for _ in range(random.randint(1, 3)):
        pieces = [_piece(random, inline(random)) for _ in range(random.randint(1, 2))]
        paragraph = f"<w:p>{''.join(pieces)}</w:p>"
        kind = random.random()
        if kind < 0.1:
            paragraph = _CONTROL.format(random.choice(("", "<w:showingPlcHdr/>", '<w:tag w:val="reply"/>')), paragraph)
        elif kind < 0.2:
            paragraph = word_files.table(("A", "B"), ("x", escape(inline(random)))) + paragraph
        body.append(paragraph)
    if random.random() < 0.2:
        body.append(_slip(inline(random)))
    parts = {}
    if random.random() < 0.2:
        body.append(f"<w:p>{_run('Told in a box')}{_box(_piece(random, inline(random)))}</w:p>")
    if random.random() < 0.2:
        body.append(f'<w:p>{_run("Told in a note")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
        parts["word/footnotes.xml"] = _NOTES.format(_piece(random, inline(random)))
    if random.random() < 0.2:
        parts["docProps/core.xml"] = _core(inline(random))
    if random.random() < 0.2:  # last, so that what a seed made before it makes still
        body.append(_named(random))
    return word_files.package("".join(body), parts)


def _named(random: Random) -> str:
    """A merge field, a content control or a form field that is called after a field, as a paragraph or in a line."""
    name = random.choice(("a", "b", "c"))
    match random.randrange(4):
        case 0:
            code = f"MERGEFIELD {name}" + random.choice(("", " \\* MERGEFORMAT", " \\* Upper", ' \\b "XX" \\f "TBC"'))
            piece = _FIELD.format("", code, _run(f"\u00ab{name}\u00bb"))
        case 1:
            data = f'<w:ffData><w:name w:val="{name}"/><w:textInput/></w:ffData>'
            piece = _FIELD.format(data, "FORMTEXT", _run("\u2002\u2002\u2002"))
        case 2:
            tagged = f'<w:tag w:val="{name}"/>{random.choice(("", "<w:showingPlcHdr/>"))}<w:text/>'
            piece = _CONTROL.format(tagged, _run(random.choice(("Click here to enter text.", "[insert name]"))))
        case _:
            tagged = f'<w:alias w:val="{name}"/><w:showingPlcHdr/>'
            return _CONTROL.format(tagged, f"<w:p>{_run('Click here to enter text.')}</w:p>")
    before, behind = (random.choice(("", "Told ", "[", "on the ")), random.choice(("", "]", ", thank you")))
    return f"<w:p>{_run(before)}{piece}{_run(behind)}</w:p>"


def _core(text: str) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    terms = "http://purl.org/dc/elements/1.1/"
    said = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name in ("title", "subject", "description"))
    return f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="{terms}">{said}</cp:coreProperties>'
