"""The structure tree of one letter, made ready to hang beside others: ids, headers, roles and classes of its own.

ISO 32000-1, 14.7. What is named by a byte string or a name gets one that no other letter has; what is named by a
reference is renumbered with everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from letterforge.joining.copying import Copy
from letterforge.joining.opening import Object, flat
from letterforge.joining.refusals import Refusals


class Names:
    """Names that all letters share: one that means something else than in an earlier letter is changed."""

    def __init__(self) -> None:
        self.meanings: dict[str, bytes] = {}

    def joined(self, name: str, meaning: bytes) -> str:
        """The name under which this meaning goes."""
        new, count = name, 1
        while self.meanings.setdefault(new, meaning) != meaning:
            count += 1
            new = f"{name}-{count}"
        return new


class Structure:
    """The elements of one letter below its ``document``; ``ids`` holds their new ids with the elements, in order."""

    def __init__(self, pdf: pikepdf.Pdf, whole: pikepdf.Dictionary, prefix: bytes, refusals: Refusals) -> None:
        self._pdf, self._prefix, self._refusals = pdf, prefix, refusals
        self._root = pdf.Root.StructTreeRoot
        self.document = self._hung(whole)
        self._elements = list(self._walk())
        self.ids = self._with_ids()

    def _hung(self, whole: pikepdf.Dictionary) -> Object:
        """The one Document of the letter, below that of the whole, with its language."""
        kids: Object = self._root.get("/K")
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        if not kids or not all(isinstance(kid, pikepdf.Dictionary) and kid.is_indirect for kid in kids):
            raise self._refusals.damaged(how="its structure has no root")
        document = kids[0]
        if len(kids) > 1 or document.get("/S") != pikepdf.Name.Document:
            document = self._pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, K=pikepdf.Array(kids))
            )
            for kid in kids:
                kid.P = document
        document.P = whole
        if "/Lang" not in document:
            if not str(self._pdf.Root.get("/Lang", "")):
                raise self._refusals.unfit(why="it does not say its language")
            document.Lang = self._pdf.Root.Lang
        return document

    def _walk(self) -> Iterator[Object]:
        seen, waiting = set(), [self.document]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary) or element.get("/Type") in _CONTENT:
                continue  # the number of some marked content
            if not element.is_indirect or element.objgen in seen:
                raise self._refusals.damaged(how="its structure is no tree")
            seen.add(element.objgen)
            yield element
            kids = element.get("/K", None)
            waiting += reversed(list(kids)) if isinstance(kids, pikepdf.Array) else [kids]

    def _with_ids(self) -> list[tuple[bytes, Object]]:
        """Give ids, and the headers that name them, the prefix of this letter."""
        found: dict[bytes, Object] = {}
        done: set[tuple[int, int]] = set()
        for element in self._elements:
            if "/ID" in element:
                new = self._prefix + bytes(element.ID)
                if new in found:
                    raise self._refusals.damaged(how="two elements have one id")
                element.ID, found[new] = pikepdf.String(new), element
            for attributes in _listed(element.get("/A", None)):
                self._change_headers(attributes, done)
        for attributes in (one for value in self._root.get("/ClassMap", {}).values() for one in _listed(value)):
            self._change_headers(attributes, done)
        listed = {
            self._prefix + bytes(key) for key, _ in flat(self._root.get("/IDTree", pikepdf.Dictionary()), "/Names")
        }
        if listed - set(found):
            raise self._refusals.damaged(how="an id leads to no element")
        return sorted(found.items(), key=lambda item: item[0])

    def _change_headers(self, attributes: Object, done: set[tuple[int, int]]) -> None:
        if isinstance(attributes, (pikepdf.Dictionary, pikepdf.Stream)) and "/Headers" in attributes:
            headers = attributes.Headers
            for one in (attributes, headers):
                if one.is_indirect and one.objgen in done:
                    return
                if one.is_indirect:
                    done.add(one.objgen)
            attributes.Headers = pikepdf.Array([pikepdf.String(self._prefix + bytes(one)) for one in headers])

    def rename(self, roles: Names, classes: Names, copy: Copy) -> None:
        """Take the names of roles and classes into those of the whole; what means something else is renamed."""
        renamed = {
            "/S": {
                name: roles.joined(name, copy.share(value)) for name, value in self._root.get("/RoleMap", {}).items()
            },
            "/C": {
                name: classes.joined(name, copy.share(value)) for name, value in self._root.get("/ClassMap", {}).items()
            },
        }
        for key, names in renamed.items():
            changed = {old: new for old, new in names.items() if old != new}
            for element in self._elements if changed else ():
                if key in element:
                    element[key] = _changed(element[key], changed)


_CONTENT = (pikepdf.Name.MCR, pikepdf.Name.OBJR)


def _changed(value: Object, names: dict[str, str]) -> Object:
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([_changed(one, names) for one in value])
    return pikepdf.Name(names.get(str(value), str(value))) if isinstance(value, pikepdf.Name) else value


def _listed(value: Object) -> list[Object]:
    """One thing or an array of them; revision numbers among them are passed over by whoever asks for keys."""
    return list(value) if isinstance(value, pikepdf.Array) else [value]
