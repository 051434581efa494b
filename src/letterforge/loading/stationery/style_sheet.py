"""What a style sheet asks for: nothing but what it brings along may be in it, since nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

STYLE = "style.css"

# Without one of these, or an escape that means a letter and could hide one, a style sheet asks for nothing; the parser
# is slow to import. An escape is of up to six digits, or of the sign itself (CSS Syntax 3, section 4.3.7).
_LETTER = "(?:4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])"
_MAY_ASK = re.compile(rf"@import|url|src|image|\\(?:[g-z]|0000{_LETTER}|0{{0,3}}{_LETTER}(?![0-9a-f]))", re.IGNORECASE)
# A string in one of these is an address (CSS Images 4, sections 2.1 and 2.4; CSS Values 5, section 4.5.1), whatever
# prefix of a browser stands before it.
_BY_STRING = re.compile(r"(?:\A|-)(?:src|image|image-set)\Z")
_BROUGHT = ("data:", "#")


def lines_that_ask(style: str) -> Iterator[int]:
    r"""The line of each address in a style sheet that is neither a ``data:`` address nor within the letter.

    It is read by tinycss2 as a browser reads it (CSS Syntax 3): an escape is the character that it means, and what a
    string or a comment says is no address.

    >>> list(lines_that_ask("a::before { content: 'image(s) below' }\na { background: url(x.png) }"))
    [2]
    """
    if not _MAY_ASK.search(style):
        return
    import tinycss2  # noqa: PLC0415  (slow to import, and most style sheets ask for nothing)

    # Not by recursion: a style sheet may nest as deeply as it likes.
    waiting: list[Any] = list(reversed(tinycss2.parse_component_value_list(style, skip_comments=True)))
    while waiting:
        node = waiting.pop()
        if _asks(node):
            yield node.source_line
        waiting += reversed(_within(node))


def _asks(node: Any) -> bool:  # noqa: ANN401  (tinycss2 is not typed)
    match node.type:
        case "at-keyword":
            return node.lower_value == "import"  # type: ignore[no-any-return]  # as above
        case "url":
            return not _is_brought(node.value)
        case "function" if node.lower_name == "url":
            first = next((each for each in node.arguments if each.type != "whitespace"), None)
            return first is None or first.type != "string" or not _is_brought(first.value)
        case "function":
            return _BY_STRING.search(node.lower_name) is not None
        case "error":
            return node.kind == "bad-url"  # type: ignore[no-any-return]  # as above
        case _:
            return False


def _is_brought(address: str) -> bool:
    return address.lower().startswith(_BROUGHT)


def _within(node: Any) -> Sequence[Any]:  # noqa: ANN401  (as above)
    if node.type == "function":
        return node.arguments  # type: ignore[no-any-return]  # as above
    return node.content if node.type in {"{} block", "[] block", "() block"} else ()
