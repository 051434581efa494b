"""What the property tests draw: templates with the tree that they must become, soup of characters, expressions.

A `Made` template is written out from a tree; the tree is what reading it must give. `normal` turns what was read into
the same form, so that both can be compared; neither knows anything of the code under test but its node classes.
"""

from __future__ import annotations

import os
import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from letterforge import document as d
from letterforge.loading.tree import For, If, Placeholder

PROVE = bool(os.environ.get("LETTERFORGE_PROVE"))
Tree: TypeAlias = tuple[Any, ...]
Written: TypeAlias = tuple[str, list[Any]]
Lines: TypeAlias = tuple[list[str], list[Any]]
Branch: TypeAlias = tuple[str | None, Tree]


def examples(quick: int, proof: int | None = None) -> settings:
    """So many examples in ``make test``, always the same; more in ``make prove`` (ten times as many), always others."""
    return settings(
        max_examples=(proof or quick * 10) if PROVE else quick,
        deadline=None,
        derandomize=not PROVE,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


seeds = st.integers(0, 2**32)
"""What a model, a letter over it and data for it are drawn from: `cases.case(seed)`."""


# --- templates with their trees ----------------------------------------------------------------------------------------

ROLES = ("address", "date", "small-print")
ALIGNMENTS = ((None, "---"), (None, "-"), ("start", ":--"), ("center", ":-:"), ("end", "--:"))
PLAIN_SIGNS = ",.;'()\"?:/%@$"  # that need no backslash between letters
LETTERS = "abcdefgyzäéßŵж"
SOFT = "\x00"  # a blank that may be a line end as well
INDENT = "    "


@dataclass(frozen=True)
class Made:
    """The body of a template and the tree that it must become. Every name of a field is used once."""

    source: str
    tree: Tree
    names: int


class Maker:
    """Writes one template."""

    def __init__(self, random: Random, size: int) -> None:
        self._random = random
        self._left = size  # nodes that may still be made
        self.names = 0

    def made(self) -> Made:
        """A whole template."""
        lines, tree = self.blocks(3)
        end = self.one("", "\n", "\n\n")
        return Made("\n".join(lines) + end, tuple(tree), self.names)

    def one(self, *choices: Any) -> Any:
        """One of the choices."""
        return self._random.choice(choices)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self._random.random() < share

    def name(self) -> str:
        """A name that is not used yet."""
        self.names += 1
        return f"v{self.names - 1}"

    # --- inlines: what is written, and its nodes

    def word(self, *, plain: bool = False) -> tuple[str, str]:
        """A word; a plain one is of letters only, since Markdown looks at what flanks an asterisk."""
        letters = "".join(self._random.choices(LETTERS, k=self._random.randint(1, 4)))
        if plain or self.chance(0.6):
            return letters, letters
        sign = self._random.choice(string.punctuation)
        written = sign if sign in PLAIN_SIGNS and self.chance(0.5) else "\\" + sign
        before, after = self.one((letters, ""), (letters, letters), ("", letters))
        if not before and sign in PLAIN_SIGNS:
            written = "\\" + sign
        return before + written + after, before + sign + after

    def text(self, *, plain: bool = False) -> Written:
        """Some words; plain ones at both ends, if asked for."""
        count = self._random.randint(1, 4)
        pairs = [self.word(plain=plain and index in (0, count - 1)) for index in range(count)]
        note = self.one("", "", "", "", "{# a note #}", "{# {{ nothing }}\n\n here #}") if plain else ""
        return SOFT.join(written for written, _ in pairs) + note, [" ".join(said for _, said in pairs)]

    def field(self) -> Written:
        """A placeholder."""
        name = self.name()
        inner = self.one(name, name, f'{name}|default("}}}}")')
        before, after = self.one(("{{ ", " }}"), ("{{", "}}"), ("{{\t", " }}"), ("{{+ ", " +}}"))
        return before + inner + after, [("field", inner)]

    def choice(self, depth: int, *, breaks: bool) -> Written:
        """An if or a loop within a line."""
        name = self.name()
        written, nodes = self.padded(depth, breaks=breaks)
        if self.chance(0.3):
            return f"{{% for x in {name} %}}{written}{{% endfor %}}", [("for", name, tuple(nodes), ())]
        branches: list[Branch] = [(name, tuple(nodes))]
        out = f"{{% if {name} %}}{written}"
        for keyword in self.one((), (), ("elif",), ("else",), ("elif", "else")):
            condition = self.name() if keyword == "elif" else None
            written, nodes = self.padded(depth, breaks=breaks)
            out += f"{{% {keyword}{' ' + condition if condition else ''} %}}{written}"
            branches.append((condition, tuple(nodes)))
        return out + "{% endif %}", [("if", tuple(branches))]

    def padded(self, depth: int, *, breaks: bool) -> Written:
        """Inlines with blanks at their ends, or without."""
        written, nodes = self.inlines(depth, breaks=breaks)
        before, after = self.one("", " "), self.one("", " ")
        return before + written + after, merged([*([before] if before else []), *nodes, *([after] if after else [])])

    def inline(self, depth: int, *, breaks: bool) -> Written:
        """Anything but text that may stand between two texts."""
        kind = self._random.randint(0, 5) if depth > 0 else 0
        if kind in (1, 2):
            sign, what = self.one(("*", "em"), ("**", "strong"), ("_", "em"), ("__", "strong"))
            written, nodes = self.text(plain=True)
            if self.chance(0.4):
                more, inner = self.inline(0, breaks=False)
                last, end = self.text(plain=True)
                written, nodes = written + SOFT + more + SOFT + last, [*nodes, " ", *inner, " ", *end]
            return sign + written.replace("{# a note #}", "") + sign, [(what, tuple(merged(nodes)))]
        if kind == 3:
            written, nodes = self.inlines(0, breaks=False)
            scheme = self.one("https://", "mailto:", "tel:")
            target = scheme + self.one("example.org/a_b*c", "a@b.org", "x(1)", "")
            name = self.name()
            if target != scheme and self.chance(0.5):
                return f"[{written}]({target})", [("link", tuple(nodes), (target,))]
            return f"[{written}]({target}{{{{ {name} }}}})", [("link", tuple(nodes), (target, ("field", name)))]
        if kind == 4:
            return self.choice(depth - 1, breaks=breaks)
        return self.field()

    def inlines(self, depth: int, *, breaks: bool) -> Written:
        """What fills a paragraph: it begins and ends with something that is no blank."""
        self._left -= 1
        written, nodes = self.text() if self.chance(0.8) else self.field()
        for _ in range(self._random.randint(0, 3 if depth else 1)):
            more, inner = self.inline(depth, breaks=breaks)
            flanked = inner[0][0] in ("em", "strong")
            glue = SOFT if flanked or written.endswith("{") or self.chance(0.5) else ""
            if inner[0][0] in ("if", "for"):
                glue = glue and " "
            last, end = self.text(plain=True) if flanked or self.chance(0.7) else ("", [])
            between = SOFT if flanked or (last and self.chance(0.5)) else ""
            if inner[0][0] in ("if", "for"):
                between = between and " "
            if breaks and self.chance(0.1):
                written, nodes = written + "\\\n", [*nodes, ("br",)]
                glue = ""
            written += glue + more + (between + last if last else "")
            nodes = [*nodes, *([" "] if glue else []), *inner, *([" "] if between and last else []), *end]
        return written, merged(nodes)

    def wrapped(self, written: str, *, lines: bool = True) -> list[str]:
        """The lines of a paragraph, broken at some of its blanks."""

        ends = (" ", " ", " ", "  ", "\n", "\n{# a note #}\n") if lines else (" ", " ", "  ")

        def blank(_: re.Match[str]) -> str:
            return self._random.choice(ends)

        return re.sub(SOFT, blank, written if lines else written.replace("\n", " ")).split("\n")

    # --- blocks: their lines, and their nodes

    def blocks(self, depth: int, *, first: str | None = None) -> Lines:
        """Some blocks with empty lines between them."""
        lines: list[str] = []
        nodes: list[Any] = []
        before = ""
        for index in range(self._random.randint(1, 4)):
            if index and self._left <= 0:
                break
            kind = first if first and not index else self.kind(depth, before)
            block, made = getattr(self, kind)(depth)
            lines += [*([""] * self.one(1, 1, 2) if lines else []), *block]
            nodes += made
            before = kind
        return lines, nodes

    def kind(self, depth: int, before: str) -> str:
        """What comes next. Lists and quotes in a row would become one."""
        kinds = ["paragraph", "paragraph", "heading", "rule", *(["page"] if depth == 3 else [])]
        if depth > 0 and self._left > 0:
            kinds += [kind for kind in ("list", "list", "quote") if kind != before] + ["table", "group", "group"]
        return self._random.choice(kinds)

    def paragraph(self, depth: int) -> Lines:
        """A paragraph, some with a role."""
        written, nodes = self.inlines(2, breaks=True)
        role = self.one(None, None, None, *ROLES) if depth >= 0 else None
        lines = self.wrapped(written)
        return [*lines, *([f"{{: .{role} }}"] if role else [])], [("p", role, tuple(nodes))]

    def heading(self, _: int) -> Lines:
        """A heading of one line."""
        written, nodes = self.inlines(1, breaks=False)
        level = self._random.randint(1, 6)
        line = " ".join(self.wrapped(written, lines=False))
        return [f"{'#' * level} {line}" + self.one("", "", " " + "#" * level)], [("h", level, tuple(nodes))]

    def rule(self, _: int) -> Lines:
        """A thematic break."""
        return [self.one("---", "***", "* * *", "- - -", "_____")], [("hr",)]

    def page(self, _: int) -> Lines:
        """A page break."""
        return ["\\newpage"], [("page",)]

    def quote(self, depth: int) -> Lines:
        """A quote of anything."""
        lines, nodes = self.blocks(depth - 1)
        sign = self.one("> ", ">") if not any(line.startswith(" ") for line in lines) else "> "
        return [sign + line if line or self.chance(0.5) else ">" for line in lines], [("quote", tuple(nodes))]

    def group(self, depth: int) -> Lines:
        """An if or a loop around whole paragraphs."""

        def body() -> Lines:
            inner, made = self.blocks(depth - 1, first=self.one("paragraph", "heading", "table"))
            return [*self.one([], [""]), *inner, *self.one([], [""])], made

        return self.around(body)

    def around(self, body: Callable[[], Lines]) -> Lines:
        """Tags on lines of their own around whatever ``body`` writes."""
        name = self.name()
        inner, nodes = body()
        if self.chance(0.5):
            other, otherwise = body() if self.chance(0.2) else ([], [])
            turn = ["{% else %}", *other] if other else []
            lines = [f"{{% for x in {name} %}}", *inner, *turn, "{% endfor %}"]
            return lines, [("for", name, tuple(nodes), tuple(otherwise))]
        branches: list[Branch] = [(name, tuple(nodes))]
        lines = [f"{{% if {name} %}}" + self.one("", " ", "{# a note #}"), *inner]
        for keyword in self.one((), (), ("elif",), ("else",), ("elif", "elif", "else")):
            condition = self.name() if keyword == "elif" else None
            inner, nodes = body()
            lines += [f"{{% {keyword}{' ' + condition if condition else ''} %}}", *inner]
            branches.append((condition, tuple(nodes)))
        return [*lines, "{%- endif -%}" if self.chance(0.1) else "{% endif %}"], [("if", tuple(branches))]

    def list(self, depth: int) -> Lines:
        """A list, some with loops and conditions around items."""
        ordered, start = self.one((False, 1), (True, 1), (True, 7))
        count = Counter(start, alike=self.chance(0.3)) if ordered else None
        lines, nodes = self.items(depth, count, self.one("- ", "* ", "+ ", "-   "))
        return lines, [("list", start if ordered else None, tuple(nodes))]

    def items(self, depth: int, count: Counter | None, sign: str) -> Lines:
        """Some items."""
        lines: list[str] = []
        nodes: list[Any] = []
        for index in range(self._random.randint(1, 3)):
            if index and self._left <= 0:
                break
            if self.chance(0.3) and depth > 0:
                # A branch begins to count where the whole group does; behind it, counting goes on.
                more, made = self.around(lambda: self.items(depth - 1, count, sign))
            else:
                more, made = self.item(depth, count.next() if count else sign)
            lines += [*([""] if index and self.chance(0.2) else []), *more]
            nodes += made
        return lines, nodes

    def item(self, depth: int, sign: str) -> Lines:
        """One item: a paragraph, and what may stand below it."""
        written, nodes = self.inlines(2, breaks=True)
        first, *rest = self.wrapped(written)
        lines, blocks = [sign + first, *(INDENT + line for line in rest)], [("p", None, tuple(nodes))]
        if depth > 0 and self.chance(0.3):
            inner, made = self.list(depth - 1)
            lines, blocks = [*lines, *([""] if self.chance(0.3) else []), *indented(inner)], [*blocks, *made]
        elif depth > 0 and self.chance(0.2):
            inner, made = self.blocks(depth - 1, first="paragraph")
            lines, blocks = [*lines, "", *indented(inner)], [*blocks, *made]
        return lines, [("item", tuple(blocks))]

    def table(self, depth: int) -> Lines:
        """A table, some with loops and conditions around rows."""
        width = self._random.randint(1, 3)
        columns = [self.one(*ALIGNMENTS) for _ in range(width)]
        border = width == 1 or self.chance(0.7)
        head, header = self.row(width, border=border, header=True)
        line = " | ".join(dashes for _, dashes in columns)
        rows, nodes = self.rows(depth, width, border=border) if self.chance(0.9) else ([], [])
        lines = [*head, f"| {line} |" if border else line, *rows]
        return lines, [("table", tuple(alignment for alignment, _ in columns), (*header, *nodes))]

    def rows(self, depth: int, width: int, *, border: bool) -> Lines:
        """Some rows."""
        lines: list[str] = []
        nodes: list[Any] = []
        for _ in range(self._random.randint(1, 3)):
            if self.chance(0.3) and depth > 0:
                more, made = self.around(lambda: self.rows(depth - 1, width, border=border))
            else:
                more, made = self.row(width, border=border)
            lines += more
            nodes += made
        return lines, nodes

    def row(self, width: int, *, border: bool, header: bool = False) -> Lines:
        """One row; without a border its cells have words, since an empty one at the end could not be seen."""
        cells, nodes = [], []
        for _ in range(width):
            written, inlines = ("", []) if border and self.chance(0.1) else self.inlines(1, breaks=False)
            cells.append(" ".join(self.wrapped(written, lines=False)))
            nodes.append(("cell", (("p", None, tuple(inlines)),) if inlines else ()))
        line = " | ".join(cells)
        return [f"| {line} |" if border else line], [("row", header, tuple(nodes))]


class Counter:
    """The numbers of an ordered list."""

    def __init__(self, start: int, *, alike: bool) -> None:
        self._number = start
        self._alike = alike

    def next(self) -> str:
        """The next sign."""
        number = self._number
        self._number += 0 if self._alike else 1
        return f"{number}. "


def indented(lines: Sequence[str]) -> list[str]:
    """Lines one level further in."""
    return [INDENT + line if line else line for line in lines]


def merged(nodes: Sequence[Any]) -> list[Any]:
    """Nodes with neighbouring texts made one, and without blanks around line breaks."""
    out: list[Any] = []
    for node in nodes:
        if isinstance(node, str) and out and isinstance(out[-1], str):
            out[-1] += node
        else:
            out.append(node)
    return out


made_templates = st.builds(
    lambda seed, size: Maker(Random(seed), size).made(),  # noqa: S311  (nothing here is a secret)
    st.integers(0, 2**32),
    st.integers(1, 40),
)


# --- soup of characters, and made templates gone wrong ------------------------------------------------------------------

PIECES = (
    *"abcé \n\t*_`[]()<>#|-+~^=\\\"'!:.;&@/{}$%>",
    *(
        "**",
        "__",
        "](",
        "![",
        "> ",
        "# ",
        "## ",
        " |",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2. ",
        "10. ",
        "\n\n",
        "    ",
        "  ",
        "   ",
    ),
    *("~~", "===", "---", "\n---\n", "|-|-|\n", "\\\n", "&amp;", "https://", "[a](https://b)", "<https://b>", "1986. "),
    *(
        "{:",
        "\n{: .address }\n",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{# c #}",
        "\n{# c #}\n",
        "0T1T",
        "T0",
        "\x02",
        "\r",
    ),
    *(
        "\\newpage",
        "\n\\newpage\n",
        "{{ x }}",
        "{{ x.y }}",
        "{{- x -}}",
        "{% if x %}",
        "\n{% if x %}\n",
        "{% for x in y %}",
    ),
    *("\n{% for x in y %}\n", "{% endif %}", "{% endfor %}", "{% else %}", "{% elif q %}", "{%- endif -%}"),
    *("\n{% endif %}\n", "\n{% endfor %}\n", "\n{% else %}\n", '{% include "part.md" %}', "{% if x %}b{% endif %}"),
)
soup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)

INSERTED = (
    *(" ", "\n", "\n\n", "    ", "  ", "> ", "- ", "1. ", "*", "_", "|", "\\", "{", "}", "# ", "\t", ">", "{{ w }}"),
    *("{% if w %}", "{% endif %}", "\n{% if w %}\n", "\n{% endif %}\n", "{% else %}", "---\n", "[", "](", "<", "`"),
)


def spoilt(random: Random, source: str) -> str:
    """A template with one to three things cut, copied, put in, or moved."""
    for _ in range(random.randint(1, 3)):
        at, to = random.randint(0, len(source)), random.randint(0, len(source))
        end = min(len(source), at + random.choice((1, 1, 2, 4, 8)))
        lines = source.split("\n")
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(6):
            case 0:
                source = source[:at] + source[end:]
            case 1:
                source = source[:to] + source[at:end] + source[to:]
            case 2:
                source = source[:at] + random.choice(INSERTED) + source[at:]
            case 3:
                lines[one], lines[other] = lines[other], lines[one]
                source = "\n".join(lines)
            case 4:
                lines[one] = random.choice((lines[one].lstrip(" "), lines[one].lstrip("> "), " " + lines[one]))
                source = "\n".join(lines)
            case _:
                source = "\n".join([*lines[:one], *random.choice(([], ["", lines[one]])), *lines[one + 1 :]])
    return source


def _spoilt(seed: int, size: int) -> str:
    random = Random(seed)  # noqa: S311  (as above)
    return spoilt(random, Maker(random, size).made().source)


spoilt_templates = st.builds(_spoilt, st.integers(0, 2**32), st.integers(1, 10))


# --- what was read, in the same form ------------------------------------------------------------------------------------


def normal(nodes: Sequence[Any]) -> Tree:
    """The nodes of a wording as plain tuples."""
    return tuple(merged([_plain(node) for node in nodes]))


def _plain(node: Any) -> Any:  # noqa: C901, PLR0911, PLR0912  (one case for each kind of node)
    match node:
        case d.Text(text=text):
            return text
        case Placeholder(expression=expression):
            return ("field", expression.source)
        case If(branches=branches):
            return ("if", tuple((b.condition.source if b.condition else None, normal(b.children)) for b in branches))
        case For(iterated=iterated, children=children, otherwise=otherwise):
            return ("for", iterated.source, normal(children), normal(otherwise))
        case d.LineBreak():
            return ("br",)
        case d.Emphasis(children=children):
            return ("em", normal(children))
        case d.Strong(children=children):
            return ("strong", normal(children))
        case d.Link(children=children, target=target):
            return ("link", normal(children), normal(target))
        case d.Heading(level=level, children=children):
            return ("h", level, normal(children))
        case d.Paragraph(children=children, role=role):
            return ("p", role.value if role else None, normal(children))
        case d.List(children=children, ordered=ordered, start=start):
            return ("list", start if ordered else None, normal(children))
        case d.Item(children=children):
            return ("item", normal(children))
        case d.BlockQuote(children=children):
            return ("quote", normal(children))
        case d.Table(children=children, columns=columns):
            return ("table", tuple(c.value if c else None for c in columns), normal(children))
        case d.Row(children=children, header=header):
            return ("row", header, normal(children))
        case d.Cell(children=children):
            return ("cell", normal(children))
        case d.ThematicBreak():
            return ("hr",)
        case d.PageBreak():
            return ("page",)
    raise AssertionError(type(node))


# --- what a filled document must say --------------------------------------------------------------------------------------


@dataclass
class Filling:
    """Data for a made template, drawn as they are asked for, and the passages of the document that they make."""

    random: Random
    values: dict[str, Any]

    def passages(self, nodes: Sequence[Any]) -> list[str]:
        """One text for each paragraph, heading or cell that is not empty."""
        out: list[str] = []
        for node in nodes:
            match node:
                case ("p" | "h", _, inlines):
                    out.append(tidy(self._words(inlines)))
                case ("if" | "for", *_):
                    for inner in self._taken(node):
                        out += self.passages(inner)
                case (*_, children) if isinstance(children, tuple):
                    out += self.passages(children)
        return [passage for passage in out if passage]

    def _words(self, nodes: Sequence[Any]) -> str:
        words = ""
        for node in nodes:
            match node:
                case str():
                    words += node
                case ("br",):
                    words += "\n"
                case ("field", inner):
                    words += self._value(inner.partition("|")[0], f"Wert{self.random.randint(0, 9)} é")
                case ("link", children, target):
                    words += self._words(children)
                    self._words(target)
                case ("em" | "strong", children):
                    words += self._words(children)
                case _:
                    words += "".join(map(self._words, self._taken(node)))
        return words

    def _taken(self, node: Any) -> list[Tree]:
        """The branch that is taken, or the body of a loop as often as it runs."""
        match node:
            case ("if", branches):
                for name, children in branches:
                    if name is None or self._value(name, self.random.random() < 1 / 2):
                        return [children]
                return []
            case ("for", name, children, otherwise):
                return [children] * len(self._value(name, ["x"] * self.random.randint(0, 2))) or [otherwise]
        raise AssertionError(node)

    def _value(self, name: str, value: Any) -> Any:
        return self.values.setdefault(name, value)


def tidy(text: str) -> str:
    """A text without blanks at its ends and beside its line breaks, and with one where it has several."""
    return re.sub(r" *\n *", "\n", re.sub(r" +", " ", text)).strip()


# --- expressions ----------------------------------------------------------------------------------------------------------

SCOPE: dict[str, Any] = {
    "a": 3,
    "b": -4,
    "f": 1.5,
    "t": "one two",
    "u": "O'Brien é",
    "v": "",
    "w": [],
    "l": ["x", "y", "one two"],
    "m": [3, 1, 2],
    "n": None,
    "y": True,
    "d": {"x": 5, "t": "Deep", "d": {"l": ["z"], "n": None}},
    "r": [{"name": "A", "age": 40}, {"name": "B", "age": 5}],
}
_NAMES = st.sampled_from(
    (*SCOPE, "missing", "d.x", "d.t", "d.d.l", "d.d.n", "d.missing", "d['x']", "l[0]", "l[-1]", "l[9]")
)
_NAMES |= st.sampled_from(("m[1]", "r[0].name", "r[1]['age']", "r", "d.d", "missing.x", "t.x", "a[0]", "l.x"))
_CONSTANTS = st.sampled_from(
    ("1", "0", "2.5", "-1", "'one'", '"two"', "''", "true", "false", "none", "[]", "['x', 1]", "(1, 2)")
)
_BINARY = ("and", "or", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "+", "-", "*", "< 4 <", "== a ==")
_UNARY = ("not ", "-", "+", "- -")
_TESTS = ("defined", "undefined", "none", "odd", "even", "not none", "not defined")
_FILTERS = (
    *("upper", "lower", "trim", "capitalize", "title", "length", "count", "first", "last", "abs", "join"),
    *("join(', ')", "default", "default('-')", "default('-', true)", "d(0)", "default(a, y)"),
)


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(_BINARY), inner).map(" ".join),
        st.tuples(st.sampled_from(_UNARY), inner).map("".join),
        st.tuples(inner, st.sampled_from(_TESTS)).map(" is ".join),
        st.tuples(inner, st.sampled_from(_FILTERS)).map("|".join),
        st.tuples(inner, inner, inner).map(lambda three: f"{three[0]} if {three[1]} else {three[2]}"),
        st.tuples(inner, inner).map(lambda two: f"{two[0]} if {two[1]}"),
        st.tuples(inner, inner).map(lambda two: f"[{two[0]}, {two[1]}]"),
        inner.map(lambda one: f"({one})"),
    )


allowed_expressions = st.recursive(_NAMES | _CONSTANTS, _composed, max_leaves=8)
"""Expressions of what is allowed only; most have a value over `SCOPE`."""

_TOKENS = (
    *(
        "a",
        "d",
        "t",
        "l",
        ".",
        "..",
        ".x",
        ".__class__",
        "['__class__']",
        "[0]",
        "[",
        "]",
        "(",
        ")",
        "()",
        "{",
        "}",
        ",",
    ),
    *(" ", "\n", "|", "|upper", "|attr('x')", "|map('upper')", "|join(',')", "+", "-", "*", "**", "/", "//", "%", "~"),
    *(
        " and ",
        " or ",
        " not ",
        " in ",
        " is ",
        " is defined",
        " if ",
        " else ",
        "'",
        '"',
        "'x'",
        "1",
        "9",
        "1e9",
        "0x1",
    ),
    *(
        ":",
        "=",
        "==",
        "<",
        "!",
        "@",
        "#",
        "$",
        "\\",
        "none",
        "true",
        "self",
        "loop",
        "range(9)",
        "é",
        "\x00",
        "lambda x: x",
    ),
)
hostile_expressions = st.lists(st.sampled_from(_TOKENS), max_size=30).map("".join)
"""Anything that a lexer of Jinja may see."""
