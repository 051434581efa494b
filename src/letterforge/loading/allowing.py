"""How a template says what is meant as it stands: ``allow`` in front matter or settings, a property, or a comment.

All of them say the same list: rules as bare names, texts in quotes, and before either, with a colon, the field of the
data that it holds for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from letterforge.findings import Finding, Findings, Place
from letterforge.loading.own_words import OwnWords, rules
from letterforge.loading.tags import Mark, MarkKind, Source
from letterforge.models.allow import allowable
from letterforge.rules.reading import ALLOW, UNUSED_ALLOW
from letterforge.scanning.allowed import Allowance, Allowed

_SAID = re.compile(r"\s*+allow\b(?!\s*+[=.(|])\s*+:?(.*)\Z", re.DOTALL)
_FIELD = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*|\[\])*")
_ENTRY = re.compile(
    r"\s*+(?:(?P<field>[^\W\d][\w.\[\]]*+)\s*+:\s*+)?"
    r"(?:[\"\u201c\u201d\u201e](?P<quoted>[^\"\u201c\u201d\u201e]++)[\"\u201c\u201d\u201e]|(?P<bare>[^\s,:\"\u201c\u201d\u201e]++))\s*+(?:,|\Z)"
)
_HOW = 'Write rules and quoted texts, with commas between: allow blank, "[date]"'


def of_text(
    text: str, at: int, place: Callable[[int], tuple[Place, str | None]], findings: Findings
) -> Iterator[Allowance]:
    """What a list says that is written as one text, which begins at an offset."""
    position, text = 0, text.rstrip().removesuffix(",")
    while position < len(text):
        found = _ENTRY.match(text, position)
        where, excerpt = place(at + position + (len(text[position:]) - len(text[position:].lstrip())))
        if found is None:
            findings.add(ALLOW.at(where, message="this is no list of what is meant", hint=_HOW, excerpt=excerpt))
            return
        position = found.end()
        one = entry(found["bare"], found["quoted"], found["field"], place=where, excerpt=excerpt, findings=findings)
        if one is not None:
            yield one


def entry(
    rule: str | None,
    text: str | None,
    field: str | None,
    *,
    place: Place,
    findings: Findings,
    excerpt: str | None = None,
) -> Allowance | None:
    """One thing that is meant; None, with a finding, where there is no such rule or no text."""
    if field is not None and not _FIELD.fullmatch(field):
        findings.add(ALLOW.at(place, message="this is no path of a field", hint=_HOW, excerpt=excerpt))
        return None
    if text is not None and text.strip():
        return Allowance(None, text, field, place, excerpt)
    # What a whole value stands for, only a field can mean.
    names = [each.code for each in rules()] + (sorted(allowable()) if field is not None else [])
    if rule in names:
        return Allowance(rule, None, field, place, excerpt)
    close = get_close_matches(rule or "", names, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"A text is written in quotes; the rules are: {', '.join(names)}."
    findings.add(ALLOW.at(place, message="there is no such rule of leftovers", hint=hint, excerpt=excerpt))
    return None


def in_comments(source: Source, marks: Iterable[Mark], findings: Findings) -> Allowed:
    """What the comments of a text say to be meant: ``{# allow blank, "[date]" #}``."""
    found: list[Allowance] = []
    for mark in marks:
        said = _SAID.match(mark.body) if mark.kind is MarkKind.COMMENT else None
        if said is not None:

            def place(offset: int) -> tuple[Place, str]:
                return source.place(offset), source.line(offset)

            begin = source.text.find("allow", mark.start, mark.end) + len("allow")
            begin += said.start(1) - (said[0].find("allow") + len("allow"))
            found += of_text(said[1].rstrip(), begin, place, findings)
    return tuple(found)


def without_escaped(own: Iterable[OwnWords]) -> tuple[list[OwnWords], Allowed]:
    r"""What was found, but for marks that somebody has escaped, ``\{\{ name \}\}`` or ``{_{ name }_}``; and those, as meant.

    To escape a mark is to say that it is meant, as a letter does that speaks of templates.
    """
    rest: list[OwnWords] = []
    meant: list[Allowance] = []
    for one in own:
        if one.escaped is None:
            rest.append(one)
        else:
            meant.append(Allowance(None, one.escaped, None, one.finding.place, one.finding.excerpt))
    return rest, tuple(dict.fromkeys(meant))


def judged(own: Sequence[OwnWords], allowed: Allowed) -> Iterator[Finding]:
    """What was found and is not meant; and what is meant and is not there, said where the template says so."""
    used = set[int]()
    for one in own:
        text, start, stop = one.around
        covering = [
            number
            for number, said in enumerate(allowed)
            if said.field is None and said.covers(one.found.rule, text, start, stop)
        ]
        used.update(covering)
        if not covering:
            yield one.finding
    for number, said in enumerate(allowed):
        # Whether a field's values need it, no template can know.
        if number not in used and said.field is None:
            message = f"{said} is allowed, and there is none of it"
            yield UNUSED_ALLOW.at(said.place, message=message, excerpt=said.excerpt)
