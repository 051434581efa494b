"""Where the paths of a template lead in the shape of its data, and what is noted of them on the way."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from types import EllipsisType

from letterforge.checking.environment import Env, below
from letterforge.checking.guards import guard
from letterforge.checking.lacking import IN_ALL, fields_of, is_empty, is_lacking, lacking, meant, place_of
from letterforge.expressions.paths import Path, format_path
from letterforge.expressions.slips import other_attribute, other_value
from letterforge.findings import Finding, Findings, Place, Rule
from letterforge.loading.tree import Tag
from letterforge.models.shapes import Opaque, Record, Shape, described, may_be_absent
from letterforge.rules.checking import MAY_BE_ABSENT, OPAQUE, UNKNOWN_FIELD


@dataclass(frozen=True, slots=True)
class Use:
    """One field where a template uses it. ``path`` is that in the data, ``shape`` what it holds there."""

    path: Path
    place: Place
    shape: Shape


class Following:
    """What one look at a template finds, and where the paths in it lead."""

    def __init__(self, *, declared: bool = True) -> None:
        self.declared = declared
        """Whether a model says which fields there are; else the data at hand do, and others may have more."""
        self.findings = Findings()
        self.warnings: list[Finding] = []
        self.plain: set[Path] = set()
        """The fields that were warned of, since their model does not keep them fit to be printed."""
        self._missing: set[Path] = set()
        self.uses: list[Use] = []

    def fault(
        self, rule: Rule, tag: Tag, *, message: str, hint: str | EllipsisType | None = ..., path: Path | None = None
    ) -> None:
        """Add a finding at a tag; at the path within it, where it is spelt there."""
        self.findings.add(rule.at(place_of(tag, path), message=message, hint=hint, excerpt=tag.excerpt))

    def follow(self, path: Path, env: Env, tag: Tag) -> Shape | None:
        """The shape at the end of a dotted path."""
        name = str(path[0])
        shape = env.known(path[:1])
        if shape is None:
            close = get_close_matches(name, list(env.names), n=1)
            if not close and not self.declared and name != "loop":
                return self.lacks(path[:1], env, tag)
            named = "The fields are: " + ", ".join(env.names) + "." if self.declared else None
            hint = other_value(name) or (meant(close[0], name, given=not self.declared) if close else named)
            self.fault(UNKNOWN_FIELD, tag, message=f"there is no field {name!r}", hint=hint, path=path[:1])
            return None
        for length in range(2, len(path) + 1):
            known = env.narrowed.get(path[:length])
            if known is None and is_lacking(shape, path[length - 1], spelt=True):
                return self.lacks(path[:length], env, tag)
            found = known if known is not None else self.step(shape, path[length - 1], path[:length], env, tag)
            if found is None:
                return None
            shape = found
        if name != "loop":
            self.uses.append(Use(env.origin(path), tag.place, shape))
        return shape

    def lacks(self, path: Path, env: Env, tag: Tag) -> Shape | None:
        """Report, once, that the data lack what the template asks for."""
        where = env.origin(path)
        if where not in self._missing:
            self._missing.add(where)
            self.findings.add(lacking(path, where, tag))
        return None

    def step(self, shape: Shape, step: str | int, path: Path, env: Env, tag: Tag) -> Shape | None:
        """One step down, from a shape to a field or an item of it."""
        before = format_path(path[:-1]) or "this"
        if may_be_absent(shape):
            self.absent(before, shape, path[:-1], env, tag)
        found = below(shape, step)
        if found is not None:
            return found
        wrong = next(atom for atom in shape if below((atom,), step) is None)
        if isinstance(wrong, Opaque):
            hint = "Give it as a model or a plain value."
            self.fault(OPAQUE, tag, message=f"letterforge cannot look into {before}", hint=hint, path=path)
            return None
        if isinstance(wrong, Record) and isinstance(step, str):
            names = fields_of(shape)
            close = get_close_matches(step, names, n=1)
            if close:
                hint = meant(close[0], step, given=any(isinstance(atom, Record) and atom.given for atom in shape))
            elif not any(isinstance(atom, Record) and atom.given for atom in shape):
                hint = f"{before} has: {', '.join(names)}."
            else:  # these names are keys of the data, which nobody but their owner may see
                hint = "The data have other fields."
            self.fault(UNKNOWN_FIELD, tag, message=f"{before} has no field {step!r}", hint=hint, path=path)
            return None
        message = f"{before} is {described((wrong,))}, and has no {'fields' if isinstance(step, str) else 'items'}"
        self.fault(UNKNOWN_FIELD, tag, message=message, hint=other_attribute(before, str(step)) or ..., path=path)
        return None

    def absent(self, what: str, shape: Shape, path: Path | None, env: Env, tag: Tag) -> None:
        """Report that something may not be there; of data without a model, that it is not."""
        if path and not self.declared and is_empty(shape):
            self.lacks(path, env, tag)
            return
        hint = (IN_ALL if path and not self.declared else "") + guard(what, shape, is_path=path is not None)
        self.fault(MAY_BE_ABSENT, tag, message=f"{what} may be absent here", hint=hint, path=path or None)
