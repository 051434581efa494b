"""What no description of a model may say, wherever it was read: each fault with the place that it is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from pydantic import TypeAdapter, ValidationError

from letterforge.limits import MODEL_CHOICES, MODEL_DEPTH, MODEL_FIELDS, MODEL_RULES, MODEL_TEXT
from letterforge.model_files import names
from letterforge.model_files.description import (
    FieldDescription,
    FieldRule,
    Group,
    ModelDescription,
    Names,
    Plain,
    every_field,
    way,
)
from letterforge.model_files.types import CHOICE, ORDERED, TYPES
from letterforge.models.allow import allowable
from letterforge.models.relations import RELATIONS
from letterforge.models.text_rules import broken_rule
from letterforge.rules.reading import UNFIT_CHARACTER


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: of the field that ``names`` lead to, or of rule number ``rule``; ``key`` is what is wrong of it."""

    message: str
    hint: str | None
    names: Names = ()
    rule: int | None = None
    key: str | None = None


def faults(model: ModelDescription) -> Iterator[Fault]:
    """All that is wrong with a description."""
    found = names.class_fault(model.name)
    if found is not None:
        yield Fault(*found, key="model")
    yield from _text(model.meaning, (), "meaning")
    fields = list(every_field(model.group))
    if not fields:
        yield Fault("there is no field", "Write one under fields:, such as name: line", key="fields")
    if len(fields) > MODEL_FIELDS.most:
        yield Fault(f"there are more than {MODEL_FIELDS.most:,} fields", None, key="fields")
        return
    for path, one in fields:
        for message, hint, key in _of_field(one):
            yield Fault(message, hint, path, key=key)
        if len(path) > MODEL_DEPTH.most:
            yield Fault(f"there are more than {MODEL_DEPTH.most} groups within one another", None, path)
    if len(model.rules) > MODEL_RULES.most:
        yield Fault(f"there are more than {MODEL_RULES.most:,} rules", None, key="rules")
    for number, rule in enumerate(model.rules[: MODEL_RULES.most]):
        for message, hint in _of_rule(rule, model):
            yield Fault(message, hint, rule=number)
        for each in _text(rule.message, (), None):
            yield Fault(each.message, each.hint, rule=number)


def _text(text: str, path: Names, key: str | None) -> Iterator[Fault]:
    """What is wrong with words for people."""
    if len(text) > MODEL_TEXT.most:
        yield Fault(f"this has more than {MODEL_TEXT.most:,} characters", None, path, key=key)
    elif "\n" in text or text != text.strip():
        yield Fault("this is more than one line", "Write it on one line.", path, key=key)
    elif text and (broken := broken_rule(text)) is not None and broken.rule is UNFIT_CHARACTER:
        yield Fault("this holds a character that nobody sees", "Write it anew.", path, key=key)


def _of_field(one: FieldDescription) -> Iterator[tuple[str, str | None, str | None]]:
    found = names.fault(one.name)
    if found is not None:
        yield (*found, "name")
    for each in _text(one.meaning, (), "meaning"):
        yield each.message, each.hint, "meaning"
    match one.content:
        case Group(fields):
            if not fields:
                yield "a group without a field", "Write its fields under fields:", "fields"
            if one.default is not None or one.allow:
                yield "a group has neither default nor allow", "Say them of its fields.", None
            seen: set[str] = set()
            for each_field in fields:
                if each_field.name in seen:
                    yield f"the field {each_field.name} is given twice", "Leave one of them out.", None
                seen.add(each_field.name)
        case Plain() as content:
            yield from _of_plain(one, content)
    bounds = one.items
    if bounds is not None:
        if bounds.least < 0 or (bounds.most is not None and bounds.most < max(bounds.least, 1)):
            yield "fewer items at most than at least", "Write at most: as the larger number.", "at most"
        if one.optional and bounds.least:
            yield "a list that may be left out, and has items at least", "Leave optional: or at least: out.", "at least"
        if one.default is not None:
            yield "a list has no default", "Leave it out; an optional list that is not given is empty.", "default"


def _of_plain(one: FieldDescription, content: Plain) -> Iterator[tuple[str, str | None, str | None]]:
    kind = TYPES[content.type]
    if (content.type == CHOICE) != bool(content.choices):
        yield "a choice without what may be chosen", "Write choices: [one, another]", "choices"
    if len(content.choices) > MODEL_CHOICES.most:
        yield f"there are more than {MODEL_CHOICES.most:,} choices", None, "choices"
    elif len(set(content.choices)) < len(content.choices):
        yield "a choice that is given twice", "Leave one of them out.", "choices"
    for choice in content.choices:
        if broken_rule(choice) is not None or choice != choice.strip() or "\n" in choice:
            yield "a choice that no letter can print", "Write one line of words.", "choices"
            break
        if len(choice) > MODEL_TEXT.most:
            yield f"a choice of more than {MODEL_TEXT.most:,} characters", None, "choices"
            break
    if one.allow and not kind.is_text:
        yield f"only line and lines have allow:, and this is {content.type}", "Leave it out.", "allow"
    for code in one.allow:
        if code not in allowable():
            close = get_close_matches(code, allowable(), n=1)
            hint = f"Did you mean {close[0]}?" if close else "There are: " + ", ".join(sorted(allowable())) + "."
            yield "a rule that no field can allow", hint, "allow"
    if one.default is None:
        return
    if one.optional:
        yield "a field that is optional, and has a default", "Leave optional: out.", "default"
    try:
        default_value(one)
    except ValidationError:
        yield f"the default is no value of the type {content.type}", "Write it as in a data file.", "default"


def default_value(one: FieldDescription) -> object:
    """The default of a field as a value of its type.

    Raises:
        ValidationError: it is none.
    """
    if isinstance(one.content, Group) or one.default is None:
        return None
    if one.content.type == CHOICE:
        if one.default not in one.content.choices:
            raise ValidationError.from_exception_data(one.name, [])
        return one.default
    return TypeAdapter(TYPES[one.content.type].annotation).validate_python(one.default)


def with_plain_default(one: FieldDescription) -> FieldDescription:
    """The field with its default in one way of writing, where JSON has another than people: yes, no and numbers."""
    if not isinstance(one.content, Plain) or one.content.type not in ("yes or no", "whole number"):
        return one
    try:
        value = default_value(one)
    except ValidationError:  # which is told later
        return one
    return (
        one
        if value is None
        else replace(one, default={True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))
    )


def _of_rule(rule: FieldRule, model: ModelDescription) -> Iterator[tuple[str, str | None]]:
    kinds: list[Plain] = []
    for path in (rule.first, rule.second):
        if path is None:
            continue
        found = way(model.group, path)
        if found is None:
            yield "a rule about a field that is not there", _close(path, model)
            return
        content = found[-1].content
        if isinstance(content, Group):
            yield "a rule about a group", "Name one of its fields."
            return
        kinds.append(content)
        lists = sum(one.items is not None for one in found)
        if rule.second is None and not lists:
            yield (
                "only what stands in a list can be different by itself",
                "Name the field that it must be different from.",
            )
    compared = [TYPES[one.type].compared for one in kinds]
    of = RELATIONS[rule.relation].of
    if of in ORDERED and not set(compared) <= ORDERED[of]:
        other = "dates, times and months" if of == "time" else "numbers and lengths of time"
        yield f"only {other} can be {rule.relation}", "Days and times come before and after, amounts are more or less."
    elif len(set(compared)) > 1:
        yield "two fields that cannot be compared", "Both must be days, times, amounts, lengths of time, or texts."
    if rule.first == rule.second:
        yield "a rule between a field and itself", "Name another field."


def _close(path: Names, model: ModelDescription) -> str:
    known = [".".join(names) for names, _ in every_field(model.group)]
    close = get_close_matches(".".join(path), known, n=1)
    return f"Did you mean {close[0]}?" if close else "Name a field as templates do, with dots: meeting.date"
