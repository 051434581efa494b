"""One part with tags in its controls, which stay controls: filled ones, that show no prompt any more."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from letterforge.data.field_names import FieldNames
from letterforge.findings import Finding, Place
from letterforge.loading.word.controls.bound import Bound
from letterforge.loading.word.controls.editing import Edits
from letterforge.loading.word.controls.forms import filled_forms
from letterforge.loading.word.controls.kinds import Filling, UnfitError, filling
from letterforge.loading.word.controls.looks import Looks, is_symbol, of_sign, run
from letterforge.loading.word.controls.markup import Control, control, inner_controls
from letterforge.loading.word.controls.names import Meant, Scope, found, item_of, listed, may_be_empty
from letterforge.loading.word.placement import Tree
from letterforge.loading.word.styles import Sheets
from letterforge.models.shapes import Record
from letterforge.office.fields import for_reply, is_reply, shows_prompt
from letterforge.office.xml import Element, child, local
from letterforge.rules.word import CONTROL

_STORIES = frozenset(("body", "tc", "hdr", "ftr", "txbxContent", "footnote", "endnote", "comment", "docPartBody"))
_LEVELS = {"p": "inline", **dict.fromkeys(_STORIES, "block"), "tr": "cell", "tbl": "row"}
_UNITS = {"inline": "r", "block": "p", "row": "tr"}
_RANGES = frozenset(("bookmarkStart", "bookmarkEnd"))


@dataclass(slots=True)
class FileControls:
    """What the parts of one file share."""

    scope: Scope
    bound: Bound
    sheets: Sheets
    language: str
    file: str | None
    findings: list[Finding] = field(default_factory=list)
    asked: dict[str, None] = field(default_factory=dict)
    """The names that controls ask for, where nobody knows the fields yet."""
    by_names: bool = False
    """Whether the names of fields decide what a control is."""

    def asks(self, name: str, meant: Meant, *, waits: bool) -> bool:
        """Whether a control of a name is filled: of one that shows words only a model or data can say that."""
        self.by_names = True
        if meant.shape is not None:
            return True
        if waits:
            self.asked.setdefault(name)
        return waits

    def fault(self, called: str, fault: UnfitError) -> None:
        """Say that a field does not fit a control."""
        hint = fault.hint or CONTROL.mend
        self.findings.append(CONTROL.at(Place(self.file), message=f"{called} {fault.message}", hint=hint))


class PartControls:
    """One part in the making."""

    def __init__(self, shared: FileControls, part: str) -> None:
        self.shared = shared
        self.edits = Edits.of(shared.bound.archive, part)
        self.looks = Looks.of(self.edits, shared.sheets)
        self.tree = Tree(self.edits.root)
        self.replies = for_reply(self.edits.root)
        self.items: dict[int, tuple[Scope, ...]] = {}
        """The names that hold in each item of a repeating section."""

    def written(self) -> bytes | None:
        """The part with its tags, None where nothing changes."""
        root = self.edits.root
        self._controls(root, (self.shared.scope,))
        for called, fault in filled_forms(self.edits, self._scopes, self._is_reply, self.shared.asks):
            self.shared.fault(called, fault)
        return self.edits.written() if self.edits.edits else None

    def _scopes(self, element: Element) -> tuple[Scope, ...]:
        """The names that hold where an element stands."""
        inside = (self.items[id(one)] for one in self.tree.above(element) if id(one) in self.items)
        return next(inside, (self.shared.scope,))

    def _is_reply(self, element: Element) -> bool:
        """Whether something is for the recipient to fill in."""
        around = (element, *self.tree.above(element))
        return any(one in self.replies or (local(one.tag) == "sdt" and is_reply(one)) for one in around)

    def _controls(self, element: Element, scopes: Sequence[Scope]) -> None:
        for one in inner_controls(element):
            self._control(one, scopes)

    def _control(self, element: Element, scopes: Sequence[Scope]) -> None:
        if self._is_reply(element) or any(one in self.replies for one in element.iter()):
            return
        known = control(element)
        if known is None or known.content is None or not known.names or known.holds_tags:
            self._controls(element, scopes)
            return
        repeats = known.kind == "repeatingSection"
        meant = listed(known.names, scopes) if repeats else found(known.names, scopes)
        self.shared.by_names = True
        waits = any(shows_prompt(one) for one in element.iter() if local(one.tag) == "sdt")
        if not meant or not self.shared.asks(known.names[0], meant[0], waits=waits):
            self._controls(element, scopes)
            return
        try:
            if len(meant) > 1:
                fields = ", ".join(one.expression for one in meant)
                message = f"may be any of: {fields}"
                raise UnfitError(message, "Write the path of one of them as its tag: Properties > Tag.")  # noqa: TRY301
            if repeats:
                self._repeat(known, meant[0], scopes)
            else:
                self._fill(known, meant[0])
        except UnfitError as fault:
            self.shared.fault(known.called, fault)

    def _level(self, element: Element) -> str:
        return next((_LEVELS[name] for one in self.tree.above(element) if (name := local(one.tag)) in _LEVELS), "block")

    # --- one value ------------------------------------------------------------------------------------------------------

    def _fill(self, known: Control, meant: Meant) -> None:
        if known.content is None or next(inner_controls(known.content), None) is not None:
            message = f"holds other controls, so that the field {meant.expression} cannot take its place"
            raise UnfitError(message, "Name it after no field, or take the others out of it.")
        made = filling(known, meant, self.shared.language)
        if made.kept is not None and not self.shared.bound.put(known.element, made.kept):
            message = "is bound to the same data as another control, which has them say something else"
            raise UnfitError(message, "Name both after one field, or bind them to data of their own.")
        self._show(known, known.content, self._runs(known, made))
        self._say(known, made)

    def _runs(self, known: Control, made: Filling) -> bytes:
        prefix, look = self.edits.prefix(known.element), self.looks.of_control(known.element)
        if made.signs is None:
            return run(prefix, made.shown, look)
        yes, no = made.signs
        if yes.typeface == no.typeface and not is_symbol(yes) and not is_symbol(no):
            return of_sign(prefix, yes, look, made.shown)
        tags = (run(prefix, f"{{%r {tag} %}}") for tag in (f"if {made.asked}", "else", "endif"))
        first, middle, last = tags
        return first + of_sign(prefix, yes, look) + middle + of_sign(prefix, no, look) + last

    def _show(self, known: Control, content: Element, runs: bytes) -> None:
        """Put runs where the words of a control stood; bookmarks around them stay."""
        prefix = self.edits.prefix(known.element)
        marks = [one for one in content.iter() if local(one.tag) in _RANGES]
        begin = b"".join(self.edits.bytes_of(one) for one in marks if local(one.tag) == "bookmarkStart")
        end = b"".join(self.edits.bytes_of(one) for one in marks if local(one.tag) == "bookmarkEnd")
        runs = begin + runs + end
        level = self._level(known.element)
        if level == "inline":
            self.edits.inside(content, runs)
            return
        first = next((one for one in content.iter() if local(one.tag) == "p"), None)
        properties = self.looks.plain(child(first, "pPr"))
        paragraph = f"<{prefix}p>".encode() + properties + runs + f"</{prefix}p>".encode()
        if level == "block":
            self.edits.inside(content, paragraph)
            return
        cells = [one for one in content if local(one.tag) == "tc"]
        if level == "row" or len(cells) != 1:
            message = "stands around a whole row, or several cells, where no value can stand"
            raise UnfitError(message, "Put it into a cell.")
        self.edits.rest(cells[0], child(cells[0], "tcPr"), paragraph)

    def _say(self, known: Control, made: Filling) -> None:
        """Have the properties of a control say that it is filled, and with what."""
        prompt = child(known.properties, "showingPlcHdr")
        if prompt is not None:
            self.edits.drop(prompt)
        said = known.said
        if said is None:
            return
        space, prefix = said.tag.rpartition("}")[0] + "}", self.edits.prefix(said)
        if known.kind in ("dropDownList", "comboBox"):
            self.edits.without(said, f"{space}lastValue")  # then it is what the control shows
        if made.state is None:
            return
        if known.kind == "date":
            self.edits.set(said, f"{space}fullDate", f"{prefix}fullDate", made.state)
            return
        ticked = child(said, "checked")
        if ticked is None:
            state = made.state.replace('"', "&quot;")
            self.edits.first(said, f'<{prefix}checked {prefix}val="{state}"/>'.encode())
        else:
            self.edits.set(ticked, f"{space}val", f"{prefix}val", made.state)

    # --- many values ----------------------------------------------------------------------------------------------------

    def _repeat(self, known: Control, meant: Meant, scopes: Sequence[Scope]) -> None:
        """A loop over the first item of a section; others were examples."""
        level = self._level(known.element)
        items = [one for one in known.content if local(one.tag) == "sdt"] if known.content is not None else []
        if level not in _UNITS or not items:
            message = "holds no item, or stands around cells"
            raise UnfitError(message, "Make it anew in Word around paragraphs or rows.")
        item, *others = items
        name = self._name(scopes)
        tags = (f"for {name} in {meant.expression}", "endfor", f"if {meant.expression}", "endif")
        begin, end, asked, done = (self._tag(known, level, tag) for tag in tags)
        self.edits.before(item, begin)
        self.edits.behind(item, end)
        if may_be_empty(meant):
            self.edits.before(known.element, asked)
            self.edits.behind(known.element, done)
        for one in others:
            self.edits.drop(one)
        for one in self._of_one(known.element, item):
            self.edits.drop(one)
        # Of an empty list of data at hand nobody knows what it would hold.
        shape = None if meant.shape is None else item_of(meant.shape) or (None if meant.given else ())
        if shape is None or any(isinstance(atom, Record) for atom in shape):
            inner = (*scopes, Scope(None if shape is None else FieldNames.of(shape), name))
            self.items[id(item)] = inner
            self._controls(item, inner)
            return
        inside = [each for each in map(control, inner_controls(item)) if each is not None]
        if len(inside) != 1:
            message = (
                f"repeats the field {meant.expression}, whose items are plain values, around {len(inside)} controls"
            )
            raise UnfitError(message, "Put one control into it, or give the items fields.")
        self._fill(inside[0], Meant(name, shape, meant.given))

    def _name(self, scopes: Sequence[Scope]) -> str:
        """A name for the item of a loop, which no field has; the same in each version of a drawing that is there twice."""
        taken = {name for scope in scopes for name in scope.taken}
        return next(name for number in itertools.count(1) if (name := f"item_{number}") not in taken)

    def _of_one(self, section: Element, item: Element) -> Iterator[Element]:
        """What holds for one item only: numbers of controls, and what binds them to one node of data."""
        bound = child(child(section, "sdtPr"), "dataBinding")
        if bound is not None:
            yield bound
        for one in item.iter():
            if local(one.tag) == "sdtPr":
                yield from (each for each in one if local(each.tag) in ("id", "dataBinding"))

    def _tag(self, known: Control, level: str, tag: str) -> bytes:
        """A tag that stands for the paragraph, row or run that it is alone in."""
        prefix = self.edits.prefix(known.element)
        written = run(prefix, f"{{%{_UNITS[level]} {tag} %}}")
        for name in {"inline": (), "block": ("p",), "row": ("p", "tc", "tr")}[level]:
            written = f"<{prefix}{name}>".encode() + written + f"</{prefix}{name}>".encode()
        return written
