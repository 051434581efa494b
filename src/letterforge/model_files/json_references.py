"""What a part of a JSON Schema refers to, within the same file: nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from letterforge.findings import Finding, Place
from letterforge.model_files.description import Names
from letterforge.rules.reading import MODEL_FILE

_LOCAL = ("#/$defs/", "#/definitions/")


@dataclass(slots=True)
class References:
    """One schema, and what was found wrong with it."""

    file: str | None
    findings: list[Finding] = field(default_factory=list)
    whole: Mapping[str, Any] = field(default_factory=dict)

    def finding(self, where: str, message: str, hint: str | None = None) -> Finding:
        """One thing that no model file can say, at a place as JSON Pointer writes it."""
        return MODEL_FILE.at(Place(self.file, path=where or None), message=message, hint=hint)

    def fault(self, where: str, message: str, hint: str | None = None) -> None:
        """One more thing that no model file can say, at a place as JSON Pointer writes it."""
        self.findings.append(self.finding(where, message, hint))

    def followed(self, schema: object, where: str, above: Names) -> tuple[Mapping[str, Any], Names, bool]:
        """A schema with what it refers to, and whether it may be null; what was followed is ``above``, lest it has no end."""
        optional = False
        while True:
            if not isinstance(schema, dict):
                self.fault(where, "this is no schema that says what may be here", None)
                return {}, above, optional
            several = next((key for key in ("anyOf", "oneOf") if key in schema), None)
            single = schema.get("allOf")
            if several is not None:
                others = [one for one in listed(schema[several]) if one != {"type": "null"}]
                if len(others) != 1 or len(listed(schema[several])) > 2:  # noqa: PLR2004  (something, or null)
                    self.fault(f"{where}/{several}", f"{several} of several, which no model file can say", None)
                    return {}, above, optional
                optional = optional or len(listed(schema[several])) > 1
                schema = self._with(schema, several, others[0], where)
            elif isinstance(single, list) and len(single) == 1:
                schema = self._with(schema, "allOf", single[0], where)
            elif "$ref" in schema:
                name = schema["$ref"]
                if name in above:
                    self.fault(f"{where}/$ref", "a schema that holds itself, which no model file can say", None)
                    return {}, above, optional
                found = self._named(name)
                if found is None:
                    self.fault(
                        f"{where}/$ref", "a reference out of this file, or to nothing in it; nothing is fetched", None
                    )
                    return {}, above, optional
                above = (*above, name)
                schema = self._with(schema, "$ref", found, where)
            else:
                return schema, above, optional

    def _with(self, schema: Mapping[str, Any], key: str, inner: object, where: str) -> object:
        """What stands under a key, with what is said beside that."""
        if not isinstance(inner, dict):
            return inner
        beside = {name: value for name, value in schema.items() if name != key}
        for name in beside.keys() & inner.keys() - {"title", "description", "$defs", "definitions", "$schema"}:
            if beside[name] != inner[name]:
                self.fault(f"{where}/{name}", f"{name} is said twice, of it and of what it refers to", None)
        return {**inner, **beside}

    def _named(self, name: object) -> object:
        if name == "#" or not isinstance(name, str):
            return None
        for prefix in _LOCAL:
            if name.startswith(prefix):
                held = self.whole.get(prefix[2:-1])
                key = name.removeprefix(prefix).replace("~1", "/").replace("~0", "~")
                return held.get(key) if isinstance(held, dict) else None
        return None


def listed(value: object) -> list[Any]:
    """A list, or the only thing that stands where one may be."""
    return value if isinstance(value, list) else [value]
