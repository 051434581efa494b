"""A model file in YAML becomes a description; whatever is wrong is a finding with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from letterforge.data.data_file import KEY, DataFile, Steps
from letterforge.data.formats.yaml_file import read_yaml
from letterforge.errors import DataError, ModelError
from letterforge.findings import Findings, Place
from letterforge.limits import MODEL_BYTES, MODEL_DEPTH
from letterforge.model_files import soundness
from letterforge.model_files.description import (
    Bounds,
    FieldDescription,
    FieldRule,
    Group,
    ModelDescription,
    Names,
    Plain,
)
from letterforge.model_files.types import CHOICE, meant, named
from letterforge.models.relations import RuleTextError, read_rule
from letterforge.rules.reading import MODEL_FILE

TOP = ("model", "meaning", "fields", "rules")
OF_FIELD = ("type", "meaning", "optional", "default", "choices", "list", "fields", "at least", "at most", "allow")
_ANSWERS = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
_MOST_ITEMS = 9  # digits of a number of items


def read_model_file(content: bytes, *, file: str | None, name: str) -> ModelDescription:
    """The description that a model file gives; ``name`` is what the model is called unless the file says so.

    Raises:
        ModelError: it cannot be read; all findings at once.
    """
    if len(content) > MODEL_BYTES.most:
        message = f"the file is larger than {MODEL_BYTES.most:,} bytes"
        raise ModelError((MODEL_FILE.at(Place(file), message=message, hint=None),))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        found = MODEL_FILE.at(Place(file), message="the model file is not text in UTF-8", hint="Save it as UTF-8.")
        raise ModelError((found,)) from None
    try:
        data = read_yaml(text, file)
    except DataError as fault:
        raise ModelError(
            tuple(MODEL_FILE.at(one.place, message=one.message, hint=one.hint) for one in fault.findings)
        ) from None
    return _Reader(data).model(name)


@dataclass(slots=True)
class _Draft:
    """A field while it is read: a group may be given in several places, by the names before a dot."""

    name: str
    steps: Steps
    said: FieldDescription | None = None
    inner: dict[str, _Draft] | None = None

    def described(self) -> FieldDescription:
        """The field as it is now known."""
        whole = self.said or FieldDescription(self.name, Group(()))
        return whole if self.inner is None else replace(whole, content=_group(self.inner))


def _group(drafts: Mapping[str, _Draft]) -> Group:
    return Group(tuple(one.described() for one in drafts.values()))


@dataclass(slots=True)
class _Reader:
    """Goes through the values of one file."""

    data: DataFile
    findings: Findings = field(default_factory=Findings)

    def fault(self, steps: Steps, message: str, hint: str | None = None, *, at_key: bool = False) -> None:
        """One more finding, at a value or at its key."""
        place = self.data.place((*steps, KEY) if at_key else steps, None)
        self.findings.add(MODEL_FILE.at(place, message=message, hint=hint))

    def model(self, name: str) -> ModelDescription:
        """The whole file.

        Raises:
            ModelError: something in it is wrong.
        """
        top = self._keys((), self.data.values, TOP) or {}
        drafts: dict[str, _Draft] = {}
        if "fields" in top:
            self._fields(top["fields"], drafts, 1)
        elif not self.findings.has_errors:
            self.fault((), "there is no field", "Write one under fields:, such as name: line")
        rules = self._rules(top["rules"]) if "rules" in top else []
        found = ModelDescription(
            self._text(top.get("model")) or name,
            tuple(one.described() for one in drafts.values()),
            tuple(rule for _, rule in rules),
            self._text(top.get("meaning")),
        )
        unread = self.findings.has_errors
        for one in soundness.faults(found):
            if unread and not one.names and one.key in (None, "fields"):
                continue  # fields that could not be read are missing here
            at, at_key = self._steps(one, drafts, [steps for steps, _ in rules], top)
            self.fault(at, one.message, one.hint, at_key=at_key)
        if self.findings:
            raise ModelError(self.findings.sorted())
        return found

    def _steps(
        self, one: soundness.Fault, drafts: dict[str, _Draft], rules: list[Steps], top: Mapping[str, Steps]
    ) -> tuple[Steps, bool]:
        """Where a fault stands, and whether it is the key that is wrong there."""
        if one.rule is not None:
            return rules[one.rule], True
        inner: dict[str, _Draft] | None = drafts
        steps: Steps = top.get(one.key or "", ())
        for name in one.names:
            draft = (inner or {})[name]
            steps, inner = draft.steps, draft.inner
        of_key = (*steps, one.key) if one.names and one.key is not None else steps
        return (of_key, False) if one.names and of_key in self.data.places else (steps, bool(one.names))

    def _keys(self, steps: Steps, value: object, known: tuple[str, ...]) -> dict[str, Steps] | None:
        """The steps to what stands under each key, by the name of the key; None where there are no keys."""
        if not isinstance(value, dict):
            self.fault(steps, "no list of names with a colon each", f"Write one of: {', '.join(known)}.")
            return None
        found: dict[str, Steps] = {}
        for key in value:
            folded = re.sub(r"[\s_-]+", " ", key.casefold()).strip()
            if folded not in known:
                close = get_close_matches(folded, known, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"The keys here are: {', '.join(known)}."
                if known is OF_FIELD and not close:
                    hint += " The fields of a group stand under fields:, or are written with a dot: meeting.date"
                self.fault((*steps, key), f"the key {_shown(key)} is not known here", hint, at_key=True)
            elif folded in found:
                self.fault((*steps, key), f"{folded} is given twice", "Leave one of them out.", at_key=True)
            else:
                found[folded] = (*steps, key)
        return found

    def _value(self, steps: Steps | None) -> Any:  # noqa: ANN401  (what YAML can hold)
        value: Any = self.data.values
        for step in steps or ():
            value = value[step]
        return value if steps is not None else None

    def _text(self, steps: Steps | None) -> str:
        """A text; what is empty or several is none."""
        value = self._value(steps)
        if steps is not None and not isinstance(value, str):
            self.fault(
                steps, "this is not a text", "Write words behind the colon; in quotes, if there is a colon in them."
            )
        # What YAML folds into one line is written on several; only | keeps them apart, and that is a fault.
        return value.strip() if isinstance(value, str) else ""

    # --- fields -------------------------------------------------------------------------------------------------------

    def _fields(self, steps: Steps, into: dict[str, _Draft], depth: int) -> None:
        value = self._value(steps)
        if not isinstance(value, dict):
            self.fault(steps, "no list of fields", "Write a name, a colon and a type on each line: date: date")
            return
        if depth > MODEL_DEPTH.most:
            self.fault(steps, f"there are more than {MODEL_DEPTH.most} groups within one another")
            return
        for key in value:
            at = (*steps, key)
            *before, name = key.split(".")
            where = into
            for group in before:
                draft = where.setdefault(group, _Draft(group, at))
                if draft.said is not None and (draft.inner is None or draft.said.items is not None):
                    self.fault(at, f"{_shown(group)} is no group, and this is a field of it", at_key=True)
                    break
                draft.inner = draft.inner if draft.inner is not None else {}
                where = draft.inner
            else:
                self._field(at, name, where, depth + len(before))

    def _field(self, steps: Steps, name: str, into: dict[str, _Draft], depth: int) -> None:
        """One field, into the group that it is of."""
        known = into.get(name)
        inner: dict[str, _Draft] = {}
        said = self._described(steps, name, inner, depth, opened=known is not None and known.said is None)
        if said is None:
            return
        is_group = isinstance(said.content, Group)
        if known is None:
            into[name] = _Draft(name, steps, said, inner if is_group else None)
            return
        if known.said is not None or not is_group or said.items is not None:
            self.fault(steps, f"the field {_shown(name)} is given twice", "Leave one of them out.", at_key=True)
            return
        known.said, known.steps = said, steps
        for one in inner.values():
            if (known.inner or {}).setdefault(one.name, one) is not one:
                self.fault(
                    one.steps, f"the field {_shown(one.name)} is given twice", "Leave one of them out.", at_key=True
                )

    def _described(
        self, steps: Steps, name: str, inner: dict[str, _Draft], depth: int, *, opened: bool
    ) -> FieldDescription | None:
        """What is said of one field; the fields of a group go into ``inner``. ``opened``: some are known already."""
        value = self._value(steps)
        if isinstance(value, str):
            return self._typed(steps, FieldDescription(name, Group(())), value)
        if value is None:
            self.fault(
                steps,
                f"the field {_shown(name)} has no type",
                "Write one behind the colon, such as line or date.",
                at_key=True,
            )
            return None
        keys = self._keys(steps, value, OF_FIELD) if not isinstance(value, list) else None
        if keys is None:
            if isinstance(value, list):
                self.fault(steps, "a list in the place of a type", "Write list: and the fields of an item below it.")
            return None
        least, most = self._number(keys.get("at least")), self._number(keys.get("at most"))
        found = FieldDescription(
            name,
            Group(()),
            self._text(keys["meaning"]) if "meaning" in keys else "",
            self._yes(keys.get("optional")),
            self._scalar(keys.get("default")),
            allow=self._texts(keys.get("allow")),
        )
        whole = self._content(steps, found, keys, inner, depth, opened=opened)
        if whole is None:
            return None
        if whole.items is None:
            for key in ("at least", "at most"):
                if key in keys:
                    self.fault(
                        keys[key],
                        f"only a list has {key}:",
                        "Leave it out, or write list: in the place of type:",
                        at_key=True,
                    )
            return whole
        bounds = Bounds(int(not whole.optional) if least is None else least, most)
        return replace(whole, items=bounds)

    def _content(
        self,
        steps: Steps,
        found: FieldDescription,
        keys: dict[str, Steps],
        inner: dict[str, _Draft],
        depth: int,
        *,
        opened: bool,
    ) -> FieldDescription | None:
        """The field with its type, its items or its fields, of which it says one."""
        given = [key for key in ("type", "list", "fields") if key in keys]
        choices = self._texts(keys["choices"], what="choices: [one, another]") if "choices" in keys else ()
        if len(given) > 1:
            self.fault(keys[given[1]], f"both {given[0]} and {given[1]}", "Leave one of them out.", at_key=True)
            return None
        if (given and given[0] == "type") or (given and isinstance(self._value(keys[given[0]]), str)):
            typed = self._typed(keys[given[0]], found, self._text(keys[given[0]]), choices, is_list=given[0] == "list")
        elif given:
            self._fields(keys[given[0]], inner, depth + 1)
            typed = replace(found, items=Bounds() if given[0] == "list" else None)
            if "choices" in keys:
                self.fault(keys["choices"], "choices of a group", "Say them of one of its fields.", at_key=True)
        elif "choices" in keys:
            typed = replace(found, content=Plain(CHOICE, choices))
        elif opened:
            typed = found  # a group whose fields are written with dots
        else:
            hint = "Write type:, such as type: line; or fields: and what belongs to the group."
            if len(keys) == len(self._value(steps)):  # else a key is misspelt, and that is told
                self.fault(steps, f"the field {_shown(found.name)} has no type", hint, at_key=True)
            return None
        return typed

    def _typed(
        self, steps: Steps, found: FieldDescription, words: str, choices: Names = (), *, is_list: bool = False
    ) -> FieldDescription | None:
        """A field with a type in words: ``line``, ``line, optional``, ``list of line``."""
        said, comma, rest = (one.strip() for one in words.partition(","))
        optional = found.optional
        if comma:
            if rest.casefold() != "optional":
                self.fault(steps, "something behind the type that is not known", "Write line, or line, optional")
                return None
            optional = True
        of_list = re.match(r"list of\s+", said, re.IGNORECASE)
        name = said[of_list.end() :] if of_list else said
        kind = CHOICE if choices and not name else named(name)
        if kind is None:
            self.fault(steps, f"{_shown(name)} is no type", meant(name))
            return None
        if choices and kind != CHOICE:
            self.fault(steps, f"choices of the type {kind}", "Leave type: out; choices: says all.")
            return None
        items = Bounds(int(not optional)) if of_list or is_list else None
        return replace(found, content=Plain(kind, choices), optional=optional, items=items)

    # --- what stands under a key --------------------------------------------------------------------------------------

    def _scalar(self, steps: Steps | None) -> str | None:
        return None if steps is None else self._text(steps) or None

    def _yes(self, steps: Steps | None) -> bool:
        if steps is None:
            return False
        value = self._value(steps)
        answer = _ANSWERS.get(value.casefold()) if isinstance(value, str) else None
        if answer is None:
            self.fault(steps, "neither yes nor no", "Write yes or no.")
        return bool(answer)

    def _number(self, steps: Steps | None) -> int | None:
        if steps is None:
            return None
        value = self._value(steps)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _MOST_ITEMS:
            return int(value)
        self.fault(steps, "no number of items", "Write a whole number.")
        return None

    def _texts(self, steps: Steps | None, what: str = "a list in brackets: [one, another]") -> Names:
        if steps is None:
            return ()
        value = self._value(steps)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value) or not value:
            self.fault(steps, "no list of words", f"Write {what}, or one on each line behind a hyphen.")
            return ()
        return tuple(value)

    # --- rules --------------------------------------------------------------------------------------------------------

    def _rules(self, steps: Steps) -> list[tuple[Steps, FieldRule]]:
        """The rules and where they stand: behind hyphens, or each with its message behind a colon."""
        value = self._value(steps)
        entries: list[tuple[Steps, str, object]] = []
        if isinstance(value, dict):
            entries = [((*steps, key), key, message) for key, message in value.items()]
        elif isinstance(value, list):
            for index, one in enumerate(value):
                at = (*steps, index)
                if isinstance(one, str):
                    entries.append((at, one, None))
                elif isinstance(one, dict):
                    entries += [((*at, key), key, message) for key, message in one.items()]
                else:
                    self.fault(at, "this is no rule between fields", _RULE)
        else:
            self.fault(steps, "no list of rules", _RULE)
        found = [(at, self._rule(at, words, message)) for at, words, message in entries]
        return [(at, rule) for at, rule in found if rule is not None]

    def _rule(self, steps: Steps, words: str, message: object) -> FieldRule | None:
        if message is not None and not isinstance(message, str):
            self.fault(steps, "the message of a rule is not a text", "Write words behind the colon.")
            return None
        try:
            first, relation, second = read_rule(words)
        except RuleTextError as fault:
            self.fault(steps, fault.message, fault.hint, at_key=True)
            return None
        return FieldRule(
            names_of(first), relation, None if second is None else names_of(second), (message or "").strip()
        )


_RULE = "Write each on a line: meeting.date after letter.date: What is said where it is not so"


def names_of(path: str) -> Names:
    """The names of a path, ``team.members[].name``, ``team.members.*.name`` or ``team.members.name``."""
    return tuple(one for one in path.replace("[]", "").split(".") if one and one != "*")


_LONGEST = 60


def _shown(words: str) -> str:
    """A name of the file as a message shows it."""
    return repr(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}...")
