"""The page that goes to WeasyPrint: the letter, and what runs in the margins."""

from __future__ import annotations

import re

from letterforge.document import Block, Document
from letterforge.windows import Window
from letterforge_html import markup, windows
from letterforge_html.page import opening
from letterforge_html.spaces import SPACED
from letterforge_pdf import notes

# An attribute's value cannot hold a bare angle bracket: `markup.escape` sees to it.
_LINK_TAGS = re.compile(r"</?a\b[^>]*>")


def page(document: Document, *, window: Window | None = None) -> str:
    """The whole page. Its style sheet is given to WeasyPrint ready parsed.

    Running elements come first, so that the first page has them already. The header of the first page is a
    letterhead: real content, read out once, and so part of the flow.
    """
    first, following = document.first, document.following
    running = "".join(
        (
            _running("section", "running-header", following.header),
            _running("article", "running-footer first-footer", first.footer),
            _running("article", "running-footer following-footer", following.footer),
        )
    )
    letterhead = markup.blocks(first.header)
    kind = ' class="letterhead"' if letterhead or window is not None else ""
    header = f"<header>\n{letterhead}</header>\n" if letterhead else ""
    strut = windows.strut(window)
    if window is not None and not letterhead:
        strut += '<div class="headroom"></div>\n'
    body = f"{running}{strut}{header}<main>\n{windows.letter(document, window)}</main>\n"
    if notes.SIGN in body:
        body = notes.below(body)
    # Who copies a text from a PDF gets one space for several, but each no-break space.
    body = SPACED.sub(lambda found: "\xa0" * len(found[1]), body)
    return f"{opening(document)}</head>\n<body{kind}>\n{body}</body>\n</html>\n"


def _running(tag: str, classes: str, blocks: tuple[Block, ...]) -> str:
    """Furniture, without links: an annotation must be in the structure tree, and furniture is not.

    A note in a margin has no foot of its own, and stays where it is called.
    """
    if not blocks:
        return ""
    inner = _LINK_TAGS.sub("", notes.in_line(markup.blocks(blocks)))
    return f'<{tag} class="{classes}">\n{inner}</{tag}>\n'
