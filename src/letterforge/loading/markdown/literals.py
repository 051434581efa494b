"""What looks like markup but was left in the text, where it would be printed letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

# Python-Markdown writes an escaped character as its code between STX and ETX until its last step.
ESCAPED = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True, slots=True)
class Literal:
    """One kind of markup: what to say of it, what to write instead, and how it looks in a text."""

    message: str
    hint: str
    pattern: re.Pattern[str]


_LINE_START = Literal(
    "a line begins with a sign of a list, a quote, a heading or a table, and would be printed as it is",
    "A list or table needs an empty line above it; a backslash before the sign makes it an ordinary one.",
    re.compile(
        r"(?:\A|\n)[ ]*+(?:[-+•*](?=[ \n]|\Z)|\d{1,9}[.)](?=[ \n]|\Z)|\||#|>|=++[ ]*+(?=\n|\Z)|-{3,}+[ ]*+(?=\n|\Z)|~~~)"
    ),
)
_ANYWHERE = (
    Literal(
        "an HTML tag; HTML is not read",
        "Leave it out; \\< prints the character itself, and [me@example.org](mailto:me@example.org) links to an address.",
        re.compile(r"</?[A-Za-z][^<>\n]*>|<!--|<[?!]"),
    ),
    Literal(
        "an HTML entity; they are not read",
        "Write the character itself, or \\& for the sign.",
        re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);"),
    ),
    Literal(
        "square brackets of a link, a picture or a note that is not read",
        "Write [words](https://address) or ![words](file); reference links and footnotes are not read.",
        re.compile(r"\]\(|\]\[|!\[|\[\^|(?:\A|\n)[ ]*+\[[^\]\n]++\]:"),
    ),
    Literal(
        "a pipe that is not part of a table",
        "A table needs a header row and a row of dashes; \\| prints the character itself.",
        re.compile(r"\|"),
    ),
    Literal(
        "a list of attributes that is not read here",
        "A role stands on the last line of its paragraph: {: .address }; words have brackets: [words]{: lang=cy }",
        re.compile(r"\{:"),
    ),
    Literal(
        "single braces",
        "A placeholder has two: {{ name }}. \\{ prints the character itself.",
        re.compile(r"(?<!\{)\{\s*[^\W\d][\w.]*\s*\}"),
    ),
    Literal(
        "an asterisk that opens or closes nothing",
        "Close it, or write \\* for the character itself.",
        re.compile(r"\*"),
    ),
    Literal(
        "an underscore that opens or closes nothing",
        "Close it, or write \\_ for the character itself.",
        re.compile(r"(?<![\w_])_(?=\w)|(?<=\w)_(?![\w_])"),
    ),
    Literal("a sign for code", "Letters cannot contain code; write \\` for the character itself.", re.compile(r"`")),
    Literal(
        "a backslash with nothing after it",
        "At the end of a line it breaks the line, if one follows; \\\\ prints the character itself.",
        re.compile(r"\\[ ]*+(?=\n|\Z)"),
    ),
    Literal("two tildes, which do not strike anything out", "Leave them out, or write \\~.", re.compile(r"~~")),
    Literal(
        "\\newpage within other text",
        "It needs a line of its own, outside of lists and quotes.",
        re.compile(r"\\newpage"),
    ),
)


def literals(text: str, *, line_start: bool, prose: bool, last: bool) -> Iterator[tuple[Literal, int]]:
    """Each piece of markup in a raw text, with its position.

    ``line_start`` and ``last`` say whether the text begins a line and ends its paragraph, ``prose`` whether it stands
    in a paragraph at all (a cell or a heading may begin with a number).
    """
    masked = ESCAPED.sub(lambda found: "\x01" * len(found.group()), text)
    if prose:
        for start in _LINE_START.pattern.finditer(masked):
            if (start.start() > 0 or line_start or masked[0] == "\n") and (last or start.end() < len(masked)):
                yield _LINE_START, start.start()
    for literal in _ANYWHERE:
        found = next((one for one in literal.pattern.finditer(masked) if not _is_ordinary(one)), None)
        if found is not None:
            yield literal, found.start()


def _is_ordinary(found: re.Match[str]) -> bool:
    """Whether it is no markup to Markdown either: an asterisk between blanks (3 * 4), an entity that there is not."""
    text, start = found.string, found.start()
    if found.group() == "*":
        return 0 < start < len(text) - 1 and text[start - 1 : start + 2].strip() == "*"
    return text[start] == "&" and text[start + 1] != "#" and found.group()[1:] not in html5


def unescaped(text: str) -> str:
    """The text with its escaped characters as themselves."""
    return ESCAPED.sub(lambda found: chr(int(found.group(1))), text)
