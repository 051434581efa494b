"""A model file in YAML becomes a description; whatever is wrong is a finding with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from letterforge.data.data_file import Steps
from letterforge.data.formats.yaml_file import read_yaml
from letterforge.errors import DataError, ModelError
from letterforge.findings import Place
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
from letterforge.model_files.file_values import FileValues, shown
from letterforge.model_files.rule_words import rule_of
from letterforge.model_files.types import CHOICE, meant, named
from letterforge.models.relations import RuleTextError
from letterforge.rules.reading import MODEL_FILE

TOP = ("model", "meaning", "fields", "rules")
OF_FIELD = ("type", "meaning", "optional", "default", "choices", "list", "fields", "at least", "at most", "allow")


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
    return _Reader(FileValues(data)).model(name)


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

    file: FileValues

    def model(self, name: str) -> ModelDescription:
        """The whole file.

        Raises:
            ModelError: something in it is wrong.
        """
        top = self.file.keys((), self.file.data.values, TOP) or {}
        drafts: dict[str, _Draft] = {}
        if "fields" in top:
            self._fields(top["fields"], drafts, 1)
        elif not self.file.findings.has_errors:
            self.file.fault((), "there is no field", "Write one under fields:, such as name: line")
        rules = self._rules(top["rules"]) if "rules" in top else []
        found = ModelDescription(
            self.file.text(top.get("model")) or name,
            tuple(one.described() for one in drafts.values()),
            tuple(rule for _, rule in rules),
            self.file.text(top.get("meaning")),
        )
        unread = self.file.findings.has_errors
        for one in soundness.faults(found):
            if unread and (one.key == "fields" or (not one.names and one.key is None)):
                continue  # fields that could not be read are missing here
            at, at_key = self._steps(one, drafts, [steps for steps, _ in rules], top)
            self.file.fault(at, one.message, one.hint, at_key=at_key)
        if self.file.findings:
            raise ModelError(self.file.findings.sorted())
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
        return (of_key, False) if one.names and of_key in self.file.data.places else (steps, bool(one.names))

    # --- fields -------------------------------------------------------------------------------------------------------

    def _fields(self, steps: Steps, into: dict[str, _Draft], depth: int) -> None:
        value = self.file.value(steps)
        if not isinstance(value, dict):
            self.file.fault(steps, "no list of fields", "Write a name, a colon and a type on each line: date: date")
            return
        if depth > MODEL_DEPTH.most:
            self.file.fault(steps, f"there are more than {MODEL_DEPTH.most} groups within one another")
            return
        for key in value:
            at = (*steps, key)
            *before, name = key.split(".")
            where = into
            for group in before:
                draft = where.setdefault(group, _Draft(group, at))
                if draft.said is not None and (draft.inner is None or draft.said.items is not None):
                    hint = f"Leave the type of {shown(group)} out, or give this another name."
                    self.file.fault(at, f"{shown(group)} is no group, and this is a field of it", hint, at_key=True)
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
            self.file.fault(steps, f"the field {shown(name)} is given twice", "Leave one of them out.", at_key=True)
            return
        known.said, known.steps = said, steps
        for one in inner.values():
            if (known.inner or {}).setdefault(one.name, one) is not one:
                self.file.fault(
                    one.steps, f"the field {shown(one.name)} is given twice", "Leave one of them out.", at_key=True
                )

    def _described(
        self, steps: Steps, name: str, inner: dict[str, _Draft], depth: int, *, opened: bool
    ) -> FieldDescription | None:
        """What is said of one field; the fields of a group go into ``inner``. ``opened``: some are known already."""
        value = self.file.value(steps)
        if isinstance(value, str):
            return self._typed(steps, FieldDescription(name, Group(())), value)
        if value is None:
            self.file.fault(
                steps,
                f"the field {shown(name)} has no type",
                "Write one behind the colon, such as line or date.",
                at_key=True,
            )
            return None
        keys = self.file.keys(steps, value, OF_FIELD) if not isinstance(value, list) else None
        if keys is None:
            if isinstance(value, list):
                self.file.fault(
                    steps, "a list in the place of a type", "Write list: and the fields of an item below it."
                )
            return None
        least, most = self.file.number(keys.get("at least")), self.file.number(keys.get("at most"))
        found = FieldDescription(
            name,
            Group(()),
            self.file.text(keys["meaning"]) if "meaning" in keys else "",
            self.file.yes(keys.get("optional")),
            self.file.scalar(keys.get("default")),
            allow=tuple(sorted(set(self.file.texts(keys.get("allow"))))),
        )
        whole = self._content(steps, found, keys, inner, depth, opened=opened)
        if whole is None:
            return None
        whole = soundness.with_plain_default(whole)
        if whole.items is None:
            for key in ("at least", "at most"):
                if key in keys:
                    self.file.fault(
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
        choices = self.file.texts(keys["choices"], what="choices: [one, another]") if "choices" in keys else ()
        if len(given) > 1:
            self.file.fault(keys[given[1]], f"both {given[0]} and {given[1]}", "Leave one of them out.", at_key=True)
            return None
        if (given and given[0] == "type") or (given and isinstance(self.file.value(keys[given[0]]), str)):
            typed = self._typed(
                keys[given[0]], found, self.file.text(keys[given[0]]), choices, is_list=given[0] == "list"
            )
        elif given:
            self._fields(keys[given[0]], inner, depth + 1)
            typed = replace(found, items=Bounds() if given[0] == "list" else None)
            if "choices" in keys:
                self.file.fault(keys["choices"], "choices of a group", "Say them of one of its fields.", at_key=True)
        elif "choices" in keys:
            typed = replace(found, content=Plain(CHOICE, choices)) if choices else None
        elif opened:
            typed = found  # a group whose fields are written with dots
        else:
            hint = "Write type:, such as type: line; or fields: and what belongs to the group."
            if len(keys) == len(self.file.value(steps)):  # else a key is misspelt, and that is told
                self.file.fault(steps, f"the field {shown(found.name)} has no type", hint, at_key=True)
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
                self.file.fault(steps, "something behind the type that is not known", "Write line, or line, optional")
                return None
            optional = True
        of_list = re.match(r"list of\s+", said, re.IGNORECASE)
        name = said[of_list.end() :] if of_list else said
        kind = CHOICE if choices and not name else named(name)
        if kind is None:
            self.file.fault(steps, f"{shown(name)} is no type", meant(name))
            return None
        if choices and kind != CHOICE:
            self.file.fault(steps, f"choices of the type {kind}", "Leave type: out; choices: says all.")
            return None
        items = Bounds(int(not optional)) if of_list or is_list else None
        return replace(found, content=Plain(kind, choices), optional=optional, items=items)

    # --- rules --------------------------------------------------------------------------------------------------------

    def _rules(self, steps: Steps) -> list[tuple[Steps, FieldRule]]:
        """The rules and where they stand: behind hyphens, or each with its message behind a colon."""
        value = self.file.value(steps)
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
                    self.file.fault(at, "this is no rule between fields", _RULE)
        else:
            self.file.fault(steps, "no list of rules", _RULE)
        found = [(at, self._rule(at, words, message)) for at, words, message in entries]
        return [(at, rule) for at, rule in found if rule is not None]

    def _rule(self, steps: Steps, words: str, message: object) -> FieldRule | None:
        if message is not None and not isinstance(message, str):
            self.file.fault(steps, "the message of a rule is not a text", "Write words behind the colon.")
            return None
        try:
            return rule_of(words, message or "")
        except RuleTextError as fault:
            self.file.fault(steps, fault.message, fault.hint, at_key=True)
            return None


_RULE = "Write each on a line: meeting.date after letter.date: What is said where it is not so"
