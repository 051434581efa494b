"""Markdown templates written out from a tree: the tree is what reading them must give."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from hypothesis import strategies as st

Tree: TypeAlias = tuple[Any, ...]
Written: TypeAlias = tuple[str, list[Any]]
Lines: TypeAlias = tuple[list[str], list[Any]]
Branch: TypeAlias = tuple[str | None, Tree]
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
            kinds += [kind for kind in ("list", "list", "quote") if kind != before] + [
                "table",
                "group",
                "group",
                "reply",
            ]
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

    def reply(self, depth: int) -> Lines:
        """What the recipient is to fill in: anything, or one paragraph that says so of itself."""
        if self.chance(0.3):
            written, nodes = self.inlines(2, breaks=True)
            return [*self.wrapped(written), "{: .reply }"], [("reply", (("p", None, tuple(nodes)),))]
        lines, nodes = self.blocks(depth - 1, first=self.one("paragraph", "heading", "table"))
        between = self.one([], [""])
        return ["{% reply %}", *between, *lines, *between, "{% endreply %}"], [("reply", tuple(nodes))]

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
        while width > 1 and not any(cells for _, cells in header[0][2]):  # of which there would be a finding
            head, header = self.row(width, border=border, header=True)
        rows, nodes = self.rows(depth, width, border=border) if self.chance(0.9) else ([], [])
        if nodes and not any(cells for _, cells in header[0][2]):
            header = []  # a head of empty cells is how a table without one is written
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
