"""One case: a model, a letter over it, data; whether it fills, and what of it comes back from a finished file."""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.property import written
from tests.property.authors import Author
from tests.property.models import Model, Modeller

from letterforge import Letter, stationery
from letterforge.data.validation import validated
from letterforge.document import Document, LineBreak, Text, passages
from letterforge.errors import DataError
from letterforge.expressions.paths import parse_path
from letterforge.filling.program import checked, program_for
from letterforge.findings import Finding, Findings
from letterforge.letter import _values
from letterforge.models.text_rules import TEXT_RULES
from letterforge.scanning.readers import kinds
from letterforge.template import Template

LARGEST = 9  # blocks of a letter at the top
SIGN = re.compile(r"Qa(\d+)q(.*?)Qb\1q", re.DOTALL)
_DIRECT = re.compile(r"Qa(\d+)q \{\{ [\w.\[\]-]+ \}\} Qb")
_BEFORE = re.compile(r"Qa(\d+)q \Z")
TEXT = frozenset(rule.name for rule in TEXT_RULES)


@dataclass(frozen=True, eq=False)
class Case:
    """A letter over a model."""

    seed: int
    model: Model
    source: str
    template: Template
    constructs: frozenset[str]


@functools.lru_cache(maxsize=256)
def model(seed: int) -> Model:
    """The model of a seed."""
    return Modeller(Random(seed)).model()  # noqa: S311  (nothing here is a secret)


def case(seed: int, *, mistake: str | None = None, word: bool = False) -> Case:
    """The case of a seed; eight of them share a model."""
    drawn = model(seed // 8)
    author = Author(Random(seed), drawn, 1 if mistake else 1 + seed % LARGEST)  # noqa: S311  (as above)
    blocks = author.letter(mistake)
    source = written.markdown(blocks)
    template = written.template(written.word(blocks) if word else source, drawn.cls)
    constructs = author.constructs | {"Word template" if word else "Markdown template"}
    return Case(seed, drawn, source, template, frozenset(constructs))


def errors(template: Template) -> list[Finding]:
    """All findings that are errors."""
    assert template.shape is not None
    found = checked(template, stationery.plain(), template.shape).findings
    return [finding for finding in (*template.findings, *found) if finding.is_error]


def data(of: Model, seed: int) -> Any:
    """Data for a model, as a dictionary with its aliases; not all of them are sound."""
    return of.root.draw(Random(seed), 0)  # noqa: S311  (as above)


def fits(of: Model, raw: Any) -> bool:
    """Whether the model takes the data."""
    try:
        validated(of.cls, raw)
    except DataError:
        return False
    return True


def refusals(fault: DataError, of: Model) -> list[Finding]:
    """The findings that no data which fit their model may lead to, where the template has no error.

    What is left out is the data's own: a character that no font has, and the texts of a plain ``str`` and the nothing
    that a plain ``timedelta`` may be, of which the check warns.
    """
    own = {"no-glyph"} | (TEXT if "plain str" in of.constructs else set())
    own |= {"unprintable"} if "plain timedelta" in of.constructs else set()
    return [finding for finding in fault.findings if finding.rule not in own]


def unchecked(template: Template, raw: Any) -> list[str]:
    """What goes wrong when a template is filled as if the check had found nothing: rules of findings, and holes."""
    findings = Findings()
    values, _ = _values(template, raw, findings)
    if values is None or findings:
        return []  # the data make no letter of any template
    try:
        filled = program_for(template, stationery.plain()).run(values, raw)
    except DataError as fault:
        return [finding.rule for finding in fault.findings if finding.rule != "no-glyph"]
    return holes("\n".join(passages(filled.document.blocks)))


def holes(text: str) -> list[str]:
    """The placeholders of a filled text between whose signs nothing stands, or a mark of a template."""
    found = [(number, inside) for number, inside in SIGN.findall(text)]
    out = [f"hole {number}" for number, inside in found if not inside.strip() or "{{" in inside]
    return out + ["torn"] * (len(re.findall(r"Qa\d+q", text)) - len(found))


def printed(text: str, *, pdf: bool = False) -> Counter[tuple[str, str]]:
    """What stands between the signs of a finished text, without blanks and what a line end adds in PDF."""
    folded = unicodedata.normalize("NFKC", text)
    folded = (
        re.sub("[\u00ad\u200b]", "", folded) if not pdf else re.sub("[\u00ad\u200b\u2010\u0002\ufffe-]", "", folded)
    )
    return Counter(SIGN.findall("".join(folded.split())))


def read(content: bytes, media_type: str) -> str:
    """The words of a finished file by the core's own readers, which know no renderer."""
    # A page of ours holds its fonts, and base64 has signs like those of `authors`.
    return "\n".join(p.text for p in kinds.named(media_type).passages(content) if ";base64," not in p.text)


def not_of_the_data(letter: Letter, source: str, of: Model, raw: Any) -> Iterator[str]:
    """The places of a document that print a field directly, and do not say what the data say there."""
    direct = set(_DIRECT.findall(source))
    instance = validated(of.cls, raw)
    number: str | None = None
    for node in _texts(letter.document):
        if node.field is None:
            before = _BEFORE.search(node.text)
            number = before[1] if before else None
        elif (
            number in direct and not node.field.startswith("loop.") and not _says(node.text, _at(instance, node.field))
        ):
            yield node.field


def _texts(document: Document) -> Iterator[Text]:
    def walk(nodes: Sequence[Any]) -> Iterator[Text]:
        for node in nodes:
            if isinstance(node, Text):
                yield node
            elif not isinstance(node, LineBreak):
                yield from walk(getattr(node, "children", ()))

    yield from walk(document.blocks)


def _at(value: Any, path: str) -> Any:
    for step in parse_path(path):
        at_list = isinstance(step, int) or step.lstrip("-").isdigit()
        value = value[int(step)] if at_list else getattr(value, step)
    return value.value if isinstance(value, enum.Enum) else value


def _says(text: str, value: Any) -> bool:
    if isinstance(value, str):
        return text in value.replace("\r\n", "\n").split("\n")
    if isinstance(value, int):
        return text == str(value)
    if hasattr(value, "year") and not text.endswith("m"):  # a date with its time prints both
        return str(value.year) in text
    return any(character.isdigit() for character in text) or isinstance(value, (list, tuple))
