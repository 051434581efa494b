"""Two languages of one letter, held against one another: what one says and the other does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from letterforge.expressions.paths import Path, format_path
from letterforge.findings import Finding, Place, Rule, in_order
from letterforge.languages.names import is_in
from letterforge.rules.checking import OTHER_LANGUAGE, UNTRANSLATED, UNTRANSLATED_CONDITION
from letterforge.template import Template
from letterforge.translations.outline import Outline, Part, is_loop, outlined

_TOGETHER = 20  # what two sections of one rank gain: more than they can by being alike, which is 16


def compared(templates: Sequence[Template], tags: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What one of several languages of a letter has and another lacks; ``tags`` are those in the names of their files."""
    found = [*_languages(templates, tags)]
    for one, other in combinations([outlined(template) for template in templates], 2):
        found += [*_between(one, other)]
    return in_order(found)


def _languages(templates: Sequence[Template], tags: Sequence[str]) -> Iterator[Finding]:
    """Files that are in another language than their names say, or two in one."""
    for template, tag in zip(templates, tags, strict=False):
        if tag and not is_in(template.language, tag):
            message = f"the file is called {tag}, and its language is {template.language}"
            yield OTHER_LANGUAGE.at(Place(template.file), message=message)
    for one, other in combinations(templates, 2):
        if one.language == other.language:
            message = f"it is in {one.language}, and so is {one.file or one.name}"
            yield OTHER_LANGUAGE.at(Place(other.file), message=message)


def _between(one: Outline, other: Outline) -> Iterator[Finding]:
    for has, lacks in ((one, other), (other, one)):
        used = {*lacks.fields, *lacks.conditions}
        for path, place in has.fields.items():
            if path not in used:
                what = f"the loop over {format_path(path[:-1])}" if is_loop(path) else format_path(path)
                yield _lacking(UNTRANSLATED, place, what, lacks.file)
            elif path not in lacks.fields and not is_loop(path):
                yield _lacking(UNTRANSLATED, place, f"{format_path(path)}, printed here,", _at(lacks.conditions[path]))
        for path, place in has.conditions.items():
            if path not in lacks.conditions:
                what = f"the condition on {format_path(path)}"
                yield _lacking(UNTRANSLATED_CONDITION, place, what, _where(path, lacks))
        for role, place in has.roles.items():
            if role not in lacks.roles:
                yield _lacking(UNTRANSLATED, place, f"the paragraph of the role {role}", lacks.file)
    yield from _sections(one, other)


def _where(path: Path, outline: Outline) -> str:
    """The file, with the line where a field is used without the condition."""
    return _at(outline.fields[path]) if path in outline.fields else outline.file


def _at(place: Place) -> str:
    return str(Place(place.file, place.line, path=None if place.line is not None else place.path))


def _lacking(rule: Rule, place: Place, what: str, where: str) -> Finding:
    return rule.at(place, message=f"{what} has no counterpart in {where}")


# --- sections -----------------------------------------------------------------------------------------------------------


def _sections(one: Outline, other: Outline) -> Iterator[Finding]:
    """Sections that only one has, and what sections that belong together have of different kinds."""
    before: tuple[Part, Part] = (one.sections[0], other.sections[0])
    for mine, theirs in _aligned(one.sections, other.sections):
        if mine is not None and theirs is not None:
            before = mine, theirs
            yield from _within(mine, theirs)
        elif mine is not None:
            yield _alone(mine, before[1])
        elif theirs is not None:
            yield _alone(theirs, before[0])


def _alone(section: Part, before: Part) -> Finding:
    where = _at(before.place)
    behind = f"behind “{before.title}” in {where}" if before.rank else f"in {where}"
    message = f"the section “{section.title}” of rank {section.rank} has no counterpart {behind}"
    return UNTRANSLATED.at(section.place, message=message)


def _within(one: Part, other: Part) -> Iterator[Finding]:
    for has, lacks in ((one, other), (other, one)):
        here = f"the section “{has.title}”" if has.rank else "what stands above the first heading"
        there = f"its counterpart in {_at(lacks.place)}"
        for what, mine, theirs in (
            ("table", len(has.tables), len(lacks.tables)),
            ("list", has.lists, lacks.lists),
            ("picture", has.pictures, lacks.pictures),
        ):
            if mine > theirs:
                message = f"{here} has {_counted(mine, what)}, and {there} has {_counted(theirs, what)}"
                yield UNTRANSLATED.at(has.place, message=message)
    if len(one.tables) == len(other.tables):
        for number, (mine, theirs) in enumerate(zip(one.tables, other.tables, strict=True), 1):
            if mine != theirs:
                more, less = (one, other) if mine > theirs else (other, one)
                message = f"table {number} of “{more.title}” has {max(mine, theirs)} columns, and its counterpart in {_at(less.place)} has {min(mine, theirs)}"
                yield UNTRANSLATED.at(more.place, message=message)


def _counted(number: int, what: str) -> str:
    return f"no {what}" if not number else f"{number} {what}{'s' if number > 1 else ''}"


Pairs = list[tuple[Part | None, Part | None]]


def _aligned(mine: Sequence[Part], theirs: Sequence[Part]) -> Pairs:
    """Sections that belong together, in their order: as many as can be, and those that are most alike.

    Of headings in two languages only the rank can be compared; which section was left out is seen by what is in it.
    """
    best: list[list[int]] = [[0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            together = best[i + 1][j + 1] + _likeness(mine[i], theirs[j]) if mine[i].rank == theirs[j].rank else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: Pairs = []
    i = j = 0
    while i < len(mine) and j < len(theirs):
        if mine[i].rank == theirs[j].rank and best[i][j] == best[i + 1][j + 1] + _likeness(mine[i], theirs[j]):
            pairs.append((mine[i], theirs[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((mine[i], None))
            i += 1
        else:
            pairs.append((None, theirs[j]))
            j += 1
    pairs += [(one, None) for one in mine[i:]]
    return pairs + [(None, one) for one in theirs[j:]]


def _likeness(mine: Part, theirs: Part) -> int:
    """How much two sections of one rank are alike: never nothing, so that as many as can be are taken together."""
    both, either = mine.fields & theirs.fields, mine.fields | theirs.fields
    fields = 6 * len(both) // len(either) if either else 6
    kinds = 2 * (mine.tables == theirs.tables) + (mine.lists == theirs.lists) + (mine.pictures == theirs.pictures)
    shorter, longer = sorted((mine.length, theirs.length))
    return _TOGETHER + fields + kinds + (6 * shorter // longer if longer else 6)
