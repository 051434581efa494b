"""The look of a stationery as CSS: its typefaces, colours and page as custom properties, and its own style sheet."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from letterforge.cache import Cache
from letterforge.fonts import Style
from letterforge_html import type_sheet, windows
from letterforge_html.subset import needed, subset
from letterforge_html.woff import as_woff

if TYPE_CHECKING:
    from letterforge.fonts import Family
    from letterforge.stationery import Stationery

# What CSS calls the four faces.
FACES = {
    Style.REGULAR: "font-weight:400;font-style:normal",
    Style.BOLD: "font-weight:700;font-style:normal",
    Style.ITALIC: "font-weight:400;font-style:italic",
    Style.BOLD_ITALIC: "font-weight:700;font-style:italic",
}
_SLANTED = (Style.ITALIC, Style.BOLD_ITALIC)
# A page that nobody numbers is page 1; see `letterforge_html.furniture`.
_ONE_PAGE = '.page-number::before,.page-count::before{content:"1"}'
# A screen scrolls to what is too wide; paper does not, and has margins of its own.
_PAPER = "@media print{body{margin:0}th,td{overflow-wrap:anywhere}}"
# On a narrow screen, as in large type, a table that is too wide scrolls by itself and not the page with it (WCAG 2.2, 1.4.10);
# its sums and dates stay whole. A long word of the text is broken.
_NARROW = "@media screen and (max-width:30rem){body{overflow-wrap:anywhere}table{display:block;overflow-x:auto;overflow-wrap:normal}}"
# What the template says of its paragraphs and columns holds on any stationery; its own style sheet may overrule it.
ALIGNMENT = "\n".join(f".align-{side}{{text-align:{side}}}" for side in ("start", "center", "end", "justify"))
# So does what the recipient is to fill in: a slip stands out, with lines to write on and boxes to tick in the place of their
# signs, which stay there to be read out, copied and searched: in line, since a PDF would have them behind all else otherwise.
REPLY = """\
.reply{border:.75pt solid;padding:.5em 1em;margin:1em 0;line-height:2;break-inside:avoid}
.reply .reply,li>.reply,td>.reply,th>.reply{border:0;padding:0;margin:0}
.reply>:last-child{margin-bottom:0}
.reply .line,.reply .box{color:transparent;border:0 solid var(--text,#000)}
.reply .line{border-bottom-width:.75pt}
.reply .box{border-width:1pt;font-size:.7em;padding:0 .12em;white-space:nowrap}"""
# What Word letters do to words and paragraphs. Colours and measures stand at the words themselves, as custom properties,
# so that a style sheet for dark screens can say others.
LOOKS = """\
.indented{margin-left:var(--indent-start,0);margin-right:var(--indent-end,0);text-indent:var(--indent-first,0)}
.own-colour{color:var(--colour)}
.own-ground{background-color:var(--ground)}
.small-capitals{font-variant-caps:small-caps}
sup,sub{font-size:.75em;line-height:0}
.column{display:inline-block;min-width:var(--width);max-width:100%;text-indent:0;vertical-align:top}
.led{display:inline-flex;width:var(--width);vertical-align:bottom}
.leader{flex:1;border-bottom:.75pt solid}
.leader.dots{border-bottom-style:dotted}
@media print{.landscape{page:landscape}.landscape:not(:last-child){break-after:page}}
.room{height:calc(var(--lines)*var(--line-height)*1em)}"""
_heads: Cache[tuple[str, str, bool, str], bytes] = Cache(room=32)


def head(stationery: Stationery, family: Family, body: str) -> bytes:
    """The style element of a page with this body, up to the end of the head.

    The slanted faces are half its size; they are in it if the letter or the stationery's style asks for them.
    """
    slanted = "<em>" in body or "italic" in stationery.style
    characters = needed(family, body, stationery.style)
    return _heads.made(
        (stationery.digest, family.name, slanted, characters),
        lambda: _head(stationery, family, characters, slanted=slanted),
    )


def _head(stationery: Stationery, family: Family, characters: str, *, slanted: bool) -> bytes:
    held = FACES if stationery.embeds_fonts else ()
    faces = [style for style in held if style in family.faces and (slanted or style not in _SLANTED)]
    page = stationery.page
    css = "\n".join(
        (
            *(_face(family, style, characters) for style in faces),
            variables(stationery),
            base(stationery, family),
            f"@page{{size:{page.width:g}mm {page.height:g}mm;margin:{margins(stationery)}}}",
            turned(stationery),
            _ONE_PAGE,
            _PAPER,
            type_sheet.rules(stationery),
            _NARROW,
            ALIGNMENT,
            REPLY,
            LOOKS,
            stationery.style,
            f"@media print{{{windows.style(stationery, stationery.page.top)}}}"
            if stationery.window is not None
            else "",
        )
    )
    # Within a style element only its end tag ends it (HTML Standard, section 13.1.2.6). In a CSS string
    # the backslash changes nothing, and nowhere else can the two characters stand.
    css = css.replace("</", "<\\/")
    return f"<style>\n{css}\n</style>\n</head>\n".encode()


def _face(family: Family, style: Style, characters: str) -> str:
    content = family.faces[style].content
    font = subset(content, characters) if characters else content
    address = "data:font/woff;base64," + base64.b64encode(as_woff(font)).decode()
    return f'@font-face{{font-family:{quoted(family.name)};{FACES[style]};src:url({address}) format("woff")}}'


def variables(stationery: Stationery) -> str:
    """What a style sheet may ask for by name."""
    page = stationery.page
    values = {
        **{f"--{name}": value for name, value in stationery.colours.items()},
        "--text-size": f"{stationery.text_size:g}pt",
        "--line-height": f"{stationery.line_height:g}",
        "--page-width": f"{page.width:g}mm",
        "--margin-top": f"{page.top:g}mm",
        "--margin-right": f"{page.right:g}mm",
        "--margin-bottom": f"{page.bottom:g}mm",
        "--margin-left": f"{page.left:g}mm",
    }
    return ":root{" + ";".join(f"{name}:{value}" for name, value in values.items()) + "}"


def base(stationery: Stationery, family: Family) -> str:
    """The type that everything inherits. A generic family stands last; the letter's own has every character."""
    return f"html{{{type_of(stationery, family)}}}"


def type_of(stationery: Stationery, family: Family) -> str:
    """Typeface, size, line height and colour, as declarations."""
    colour = stationery.colours.get("text", "#000000")
    return (
        f"font-family:{quoted(family.name)},sans-serif;font-size:{stationery.text_size:g}pt;"
        f"line-height:{stationery.line_height:g};color:{colour}"
    )


def turned(stationery: Stationery) -> str:
    """The page that is turned, as wide as the other is high."""
    page = stationery.page
    return f"@page landscape{{size:{page.height:g}mm {page.width:g}mm}}"


def margins(stationery: Stationery) -> str:
    """The four margins, as CSS orders them."""
    page = stationery.page
    return f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"


def quoted(name: str) -> str:
    """A name as a CSS string (CSS Syntax 3, section 4.3.5)."""
    escaped = "".join(c if c.isalnum() or c in " -_" else f"\\{ord(c):x} " for c in name)
    return f'"{escaped}"'
