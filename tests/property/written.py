"""The blocks that an author has drawn, written as Markdown and as a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import word_files
from tests.property.authors import Block

from letterforge.loading.companion_files import CompanionFiles
from letterforge.template import Template, read

PARTS = Path(__file__).parent / "parts"
FRONT = "---\ntitle: A letter\nlang: en-GB\n---\n"
_LINK = re.compile(r"\[(Qa\d+q .*? Qb\d+q)\]\(https://[^)]*\)")


def markdown(blocks: Sequence[Block]) -> str:
    """A template in Markdown."""
    return FRONT + "\n".join(_markdown(blocks))


def _markdown(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case ("p", inline):
                yield inline
            case ("h", inline):
                yield f"## {inline}"
            case ("include", name):
                yield f'{{% include "{name}" %}}'
            case ("reply", inner):
                yield "{% reply %}"
                yield from _markdown(inner)
                yield "{% endreply %}"
            case ("if", branches):
                for index, (condition, inner) in enumerate(branches):
                    yield _keyword(index, condition)
                    yield from _markdown(inner)
                yield "{% endif %}"
            case ("for", head, inner, otherwise):
                yield f"{{% for {head} %}}"
                yield from _markdown(inner)
                if otherwise:
                    yield "{% else %}"
                    yield from _markdown(otherwise)
                yield "{% endfor %}"
            case ("items", before, head, item):
                lines = [*(f"- {one}" for one in before), f"{{% for {head} %}}", f"- {item}", "{% endfor %}"]
                yield "\n".join(lines)
            case ("table", header, head, cells):
                rows = ["| " + " | ".join(header) + " |", "|---|---|", f"{{% for {head} %}}"]
                yield "\n".join([*rows, "| " + " | ".join(cells) + " |", "{% endfor %}"])
        yield ""


def _keyword(index: int, condition: str | None, prefix: str = "") -> str:
    if condition is None:
        return f"{{%{prefix} else %}}"
    return f"{{%{prefix} {'elif' if index else 'if'} {condition} %}}"


def word(blocks: Sequence[Block]) -> bytes:
    """The same template as a Word file."""
    return word_files.package("".join(_word(blocks)))


def _word(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case ("p" | "h", inline):
                yield _paragraph(inline)
            case ("include", _):
                yield _paragraph("Yours sincerely")
            case ("reply", inner):
                yield '<w:sdt><w:sdtPr><w:tag w:val="reply"/></w:sdtPr><w:sdtContent>'
                yield from _word(inner)
                yield "</w:sdtContent></w:sdt>"
            case ("if", branches):
                for index, (condition, inner) in enumerate(branches):
                    yield _paragraph(_keyword(index, condition, "p"))
                    yield from _word(inner)
                yield _paragraph("{%p endif %}")
            case ("for", head, inner, otherwise):
                yield _paragraph(f"{{%p for {head} %}}")
                yield from _word(inner)
                if otherwise:
                    yield _paragraph("{%p else %}")
                    yield from _word(otherwise)
                yield _paragraph("{%p endfor %}")
            case ("items", before, head, item):
                yield from map(_paragraph, [*before, f"{{%p for {head} %}}", item, "{%p endfor %}"])
            case ("table", header, head, cells):
                rows = [header, [f"{{%tr for {head} %}}", ""], cells, ["{%tr endfor %}", ""]]
                yield word_files.table(*(tuple(escape(_LINK.sub(r"\1", cell)) for cell in row) for row in rows))


def _paragraph(inline: str) -> str:
    text = escape(_LINK.sub(r"\1", inline))
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def template(source: str | bytes, model: Any) -> Template:
    """A template that was read, whatever is wrong with it."""
    content = source.encode() if isinstance(source, str) else source
    made, findings = read(content, name="letter", model=model, beside=CompanionFiles(PARTS))
    assert made is not None, findings
    return made
