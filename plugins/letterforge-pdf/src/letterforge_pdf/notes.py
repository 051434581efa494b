"""Notes where a page has a place for them: footnotes at the foot of their page, endnotes at the end of the letter."""

from __future__ import annotations

import re

from letterforge_html.markup import NOTE_CLOSES, NOTE_OPENS

SIGN = '<small role="note"'
"""What each note begins with in the markup; no text of a letter can look like it."""
_NOTE = re.compile(
    rf'{SIGN} class="(?P<kind>footnote|endnote)">{re.escape(NOTE_OPENS)}(?P<words>.*?){re.escape(NOTE_CLOSES)}</small>',
    re.DOTALL,
)
_END = "</main>\n"
# Both kinds are numbered in one row. A footnote is taken to the foot of its page by WeasyPrint (CSS GCPM 3, section 2).
STYLE = """
[role=note].footnote { float: footnote }
::footnote-call { content: attr(data-number) }
::footnote-call, .note-call { font-size: 0.7em; vertical-align: super; line-height: 1 }
::footnote-marker { content: attr(data-number) "\\A0\\A0" }
::footnote-call { padding-left: 0.1em }
.endnotes { margin-top: 2em; padding-top: 0.6em; border-top: 0.75pt solid }
@page { @footnote { margin-top: 1em; padding-top: 0.4em; border-top: 0.75pt solid } }
"""


def below(body: str) -> str:
    """The body with numbers where its notes are called."""
    number = 0
    at_the_end: list[str] = []

    def called(note: re.Match[str]) -> str:
        nonlocal number
        number += 1
        if note["kind"] == "footnote":
            return f'{SIGN} class="footnote" data-number="{number}">{note["words"]}</small>'
        at_the_end.append(f'<div role="note"><span class="label">{number}</span>\xa0\xa0{note["words"]}</div>\n')
        return f'<sup class="note-call">{number}</sup>'

    body = _NOTE.sub(called, body)
    if not at_the_end:
        return body
    return body.replace(_END, f'<section class="endnotes">\n{"".join(at_the_end)}</section>\n{_END}')


def in_line(markup: str) -> str:
    """The markup with its notes between dashes where they are called."""
    return markup.replace(SIGN, "<small")
