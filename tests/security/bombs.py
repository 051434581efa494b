"""Templates and data that reach for memory and time: a name, and work that must end at once in a letter or in an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from word_files import package, paragraph, table

import letterforge
from letterforge.data import reading as data_source

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"
NAMES = [f"name {number}" for number in range(1000)]
Work = Callable[[], Any]


def markdown(body: str, values: Mapping[str, Any] | None = None, *, head: str = HEAD) -> Work:
    """A letter from a Markdown template, with its document."""

    def work() -> int:
        template = letterforge.load((head + body + "\n").encode(errors="surrogatepass"))
        return len(str(letterforge.Letter(template, values or {"a": "x", "names": NAMES}).document))

    return work


def word(body: str, values: Mapping[str, Any] | None = None) -> Work:
    """A DOCX file from a Word template."""

    def work() -> int:
        letter = letterforge.Letter(letterforge.load(package(body)), values or {"a": "x", "names": NAMES})
        return len(letterforge.render(letter, to="docx").content)

    return work


def data(text: str, suffix: str) -> Work:
    """A data file that is read."""
    return lambda: len(str(data_source.read(text, suffix=suffix).values)[:100])


def loops(depth: int, inside: str) -> str:
    return "{% for a in names %}" * depth + inside + "{% endfor %}" * depth


def _deep(levels: int) -> Mapping[str, Any]:
    found: Any = "x"
    for _ in range(levels):
        found = {"a": found}
    return {"a": found}


def _itself() -> Mapping[str, Any]:
    found: dict[str, Any] = {"a": "x"}
    found["b"] = found
    found["c"] = [found]
    return found


_LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

EXPRESSIONS: Mapping[str, Work] = {
    "loops in loops": markdown(loops(5, "{{ a }}")),
    "loops in loops of nothing": markdown(loops(6, "")),
    "loops in loops of words": markdown(loops(5, "word ")),
    "loops in loops with a condition": markdown("{% for a in names if a != 'x' %}" * 5 + "x" + "{% endfor %}" * 5),
    "loops in loops that find nothing": markdown("{% for b in names if b == 'x' %}" + loops(4, "y") + "{% endfor %}"),
    "rows in loops": markdown(
        "| a |\n|---|\n{% for a in names %}\n{% for b in names %}\n{% for c in names %}\n| {{ c }} |\n"
        + "{% endfor %}\n" * 3
    ),
    "loops in loops in the title": markdown("Dear all", head=f"---\ntitle: {loops(4, '{{ a }}')}\nlang: en-GB\n---\n"),
    "loops in loops of Word": word(paragraph(loops(4, "{{ a }}"))),
    "loops in loops over rows of Word": word(table(("{%tr for a in names %}",), *[("{%tr for b in names %}",)] * 3)),
    "a join in a join": markdown("{{ names|join(names|join(names|join(names|join))) }}"),
    "a join in a condition": markdown("{% if names|join(names|join(names|join))|length > 3 %}x{% endif %}"),
    "a long value in a loop": markdown(
        "{% for a in names %}{{ b }}{% endfor %}", {"names": NAMES, "b": "word " * 99_999}
    ),
    "a long value again and again": markdown("{{ b }}" * 1900, {"b": "word " * 99_999}),
    "a tower of powers": markdown("{{ 9**9**9**9 }}"),
    "a power in a dead branch": markdown("{% if false %}{{ 9**(9**9) }}{% endif %}"),
    "a text times a number": markdown("{{ 'x' * 1000000000 }}"),
    "a chain of products": markdown("{{ " + "*".join(["a"] * 90) + " }}", {"a": 10**2000}),
    "a chain of decimal products": markdown("{{ " + "*".join(["a"] * 90) + " }}", {"a": Decimal("1e99999")}),
    "a chain of sums": markdown("{{ " + "+".join(["a"] * 900) + " }}", {"a": 1}),
    "a number of two thousand digits": markdown("{{ " + "9" * 1990 + " }}"),
    "an infinite number": markdown("{{ 1e400 }}"),
    "a huge decimal, grouped": markdown("{{ a|number }}", {"a": Decimal("1e99999999")}),
    "brackets within brackets": markdown("{{ " + "(" * 900 + "a" + ")" * 900 + " }}"),
    "lists within lists": markdown("{{ " + "[" * 900 + "a" + "]" * 900 + " }}"),
    "signs before signs": markdown("{{ " + "-" * 1900 + "1 }}"),
    "not not not": markdown("{{ " + "not " * 480 + "a }}"),
    "if else if else": markdown("{{ " + "a if a else " * 150 + "a }}"),
    "and or and or": markdown("{% if " + " or ".join(["(a and not b)"] * 90) + " %}x{% endif %}", {"a": "x", "b": "y"}),
    "a chain of filters": markdown("{{ a" + "|upper" * 330 + " }}"),
    "a chain of attributes": markdown("{{ a" + ".a" * 900 + " }}", _deep(200)),
    "a chain of comparisons": markdown("{% if " + " < ".join("1" * 900) + " %}x{% endif %}"),
    "a hundred thousand characters between braces": markdown("{{ " + "a" * 100_000 + " }}"),
    "conditions within conditions": markdown("{% if a %}" * 500 + "x" + "{% endif %}" * 500),
    "nine hundred conditions": markdown("{% if a == 'x' %}y{% endif %} " * 900),
    "eight hundred branches": markdown("{% if a == 'b' %}x" + "{% elif a == 'c' %}y" * 800 + "{% endif %}"),
    "data within data": markdown("{{ a.a.a }}", _deep(100_000)),
    "data that hold themselves": markdown("{{ a }}", _itself()),
}
MARKDOWN: Mapping[str, Work] = {
    "quotes within quotes": markdown(">" * 5000 + " x"),
    "lists within lists": markdown("".join("    " * n + "- x\n" for n in range(200))),
    "brackets": markdown("[" * 19_000),
    "brackets closed": markdown("[" * 9000 + "]" * 9000),
    "links within links": markdown("[a](" * 4000),
    "stars": markdown("*a " * 6000),
    "stars and lines": markdown("*_" * 9000),
    "backticks": markdown("`" * 19_000),
    "backslashes": markdown("\\" * 19_000),
    "angle brackets": markdown("<" * 19_000),
    "tags of HTML": markdown("<b>" * 6000),
    "entities": markdown("&amp;" * 3900),
    "exclamations": markdown("![" * 9000),
    "definitions": markdown("[a]: b\n" * 2500),
    "a line of one megabyte": markdown("x" * 1_000_000),
    "a million lines": markdown("\n" * 1_000_000),
    "a table of many columns": markdown("|a" * 4000 + "|\n" + "|-" * 4000 + "|\n"),
    "a table of many rows": markdown("|a|\n|-|\n" + "|x|\n" * 4000),
    "headings": markdown("# a\n\n" * 3000),
    "rules": markdown("---\n" * 4000),
    "attributes": markdown("{: .a }\n" * 2000),
    "braces open": markdown("{{" * 9000),
    "statements open": markdown("{%" * 9000),
    "comments open": markdown("{#" * 9000),
    "braces closed": markdown("}}" * 9000),
    "many tags": markdown("{{ a }} " * 2500),
    "quotes in braces": markdown("{{ '" * 4000),
    "tabs": markdown("\t" * 19_000 + "x"),
    "blanks": markdown("x" + " " * 19_000 + "x"),
    "numbers": markdown("".join(f"{n}. x\n" for n in range(2500))),
    "front matter of aliases": markdown("x", head="---\ntitle: &a [*a, *a]\nlang: en-GB\n---\n"),
    "front matter without end": markdown("x", head="---\n" + "title: x\n" * 9000),
    "front matter of brackets": markdown("x", head="---\ntitle: " + "[" * 1900 + "\nlang: en-GB\n---\n"),
}
WORD: Mapping[str, Work] = {
    "tables within tables": word("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
    "a cell over a billion columns": word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "a billion columns before a row": word(
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "a grid of many columns": word(
        f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 50_000}</w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "a table of many cells": word(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 50_000}</w:tr></w:tbl>"),
    "two hundred thousand paragraphs": word("<w:p/>" * 200_000),
    "many tags": word(paragraph("{{ a }}") * 3000),
    "many open tags": word(paragraph("{{ {% if {# " * 3000)),
    "many sections": word("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 30_000),
    "many name spaces": word("<w:p " + " ".join(f'xmlns:a{n}="u:{n}"' for n in range(140_000)) + "/>"),
    "many attributes": word("<w:p " + " ".join(f'a{n}=""' for n in range(140_000)) + "/>"),
    "a number of five thousand digits": word(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{"9" * 5000}"/><w:numId w:val="{"9" * 5000}"/></w:numPr></w:pPr></w:p>'
    ),
}
DATA: Mapping[str, Work] = {
    "YAML: a billion laughs": data(_LAUGHS, ".yaml"),
    "YAML: an alias of itself": data("a: &a [*a]", ".yaml"),
    "YAML: a key that is an alias of itself": data("&a ? *a : b", ".yaml"),
    "YAML: brackets": data("[" * 50_000, ".yaml"),
    "YAML: braces": data("{a: " * 50_000, ".yaml"),
    "YAML: dashes": data("- " * 5_000 + "a", ".yaml"),
    "YAML: merged": data("a: &a {b: c}\n" + "d:\n  <<: [" + "*a, " * 5000 + "*a]\n", ".yaml"),
    "YAML: tags of Python": data("a: !!python/object/apply:os.mkdir [CANARY]", ".yaml"),
    "YAML: a new tag of Python": data("a: !!python/object/new:os.mkdir {args: [CANARY]}", ".yaml"),
    "YAML: two documents": data("a: b\n---\na: c\n", ".yaml"),
    "YAML: anchors": data("".join(f"a{n}: &b{n} x\n" for n in range(4000)), ".yaml"),
    "YAML: a long scalar": data("a: '" + "x" * 3_000_000 + "'", ".yaml"),
    "YAML: too large": data("a: " + "x" * 11_000_000, ".yaml"),
    "YAML: NUL": data("a: \0", ".yaml"),
    "YAML: a lone surrogate": data("a: \ud800", ".yaml"),
    "YAML: an escaped surrogate": data('a: "\\ud800"', ".yaml"),
    "YAML: percent": data("%" * 5000, ".yaml"),
    "YAML: question marks": data("? " * 5000, ".yaml"),
    "JSON: brackets": data("[" * 1_000_000, ".json"),
    "JSON: brackets closed": data("[" * 100_000 + "]" * 100_000, ".json"),
    "JSON: objects": data('{"a":' * 100_000 + "1" + "}" * 100_000, ".json"),
    "JSON: a number of a million digits": data('{"a": ' + "9" * 1_000_000 + "}", ".json"),
    "JSON: not a number": data('{"a": NaN}', ".json"),
    "JSON: infinite": data('{"a": -Infinity}', ".json"),
    "JSON: a key twice": data('{"a": 1, "a": 2}', ".json"),
    "JSON: a lone surrogate": data('{"a": "\\ud800"}', ".json"),
    "JSON: a key that is our own mark": data('{"\\u0000key": 1, "a": {"\\u0000key": 2}}', ".json"),
    "JSON: quotes": data('"' * 100_000, ".json"),
    "TOML: brackets": data("a = " + "[" * 100_000, ".toml"),
    "TOML: a dotted key": data(".".join("a" * 5000) + " = 1", ".toml"),
    "TOML: tables within tables": data("[" + ".".join("a" * 5000) + "]\nb = 1", ".toml"),
    "TOML: a number of a million digits": data("a = " + "9" * 1_000_000, ".toml"),
    "TOML: not a number": data("a = nan", ".toml"),
    "TOML: dates": data("a = 9999-99-99", ".toml"),
}


def every() -> Iterator[tuple[str, Work]]:
    """All of them."""
    for group in (EXPRESSIONS, MARKDOWN, WORD, DATA):
        yield from group.items()


def includes(folder: Path) -> Iterator[tuple[str, Path]]:
    """Templates whose parts include one another, or are many."""
    made = {
        "itself": {"letter.md": HEAD + '{% include "letter.md" %}\n'},
        "each other": {
            "letter.md": HEAD + '{% include "a.md" %}\n',
            "a.md": '{% include "b.md" %}\n',
            "b.md": '{% include "a.md" %}\n',
        },
        "ten times ten times": {
            "letter.md": HEAD + '{% include "p0.md" %}\n\n' * 10,
            **{f"p{n}.md": f'{{% include "p{n + 1}.md" %}}\n\n' * 10 for n in range(7)},
            "p7.md": "word\n",
        },
        "a long one many times": {"letter.md": HEAD + '{% include "a.md" %}\n\n' * 300, "a.md": "word\n\n" * 1000},
    }
    for name, files in made.items():
        inside = folder / name.replace(" ", "-")
        inside.mkdir()
        for file, text in files.items():
            (inside / file).write_text(text, encoding="utf-8")
        yield name, inside / "letter.md"
