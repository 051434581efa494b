"""Places in one letter that links and bookmarks lead to: their names get the prefix of the letter.

ISO 32000-1, 12.3.2. A destination that names a page by reference leads to it still; one that names another file is left
as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from letterforge.joining.opening import Object, flat
from letterforge.joining.refusals import Refusals


@dataclass(frozen=True, slots=True)
class Outline:
    """The bookmarks of a letter: the first and last of the top ones, and how many are seen when they are opened."""

    first: Object
    last: Object
    count: int


class Destinations:
    """Changes the names of one letter's places, and everything that leads to them, each once."""

    def __init__(self, pdf: pikepdf.Pdf, prefix: bytes, refusals: Refusals) -> None:
        self._pdf, self._prefix, self._refusals = pdf, prefix, refusals
        self._done: set[tuple[int, int]] = set()

    def named(self) -> list[tuple[bytes, Object]]:
        """The new names with what they stand for, in their order."""
        tree = self._pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests", pikepdf.Dictionary())
        found = {self._prefix + bytes(name): place for name, place in flat(tree, "/Names")}
        return sorted(found.items(), key=lambda item: item[0])

    def change_pages(self) -> None:
        """Change what the annotations and actions of all pages lead to."""
        for page in self._pdf.pages:
            self._change(page.obj)
            for annotation in page.obj.get("/Annots", []):
                if self._is_new(annotation):
                    self._change(annotation)

    def outline(self, parent: pikepdf.Dictionary) -> Outline | None:
        """Hang the bookmarks below another, None where there are none."""
        first = self._pdf.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")
        if first is None:
            return None
        top = list(self._siblings(first))
        waiting = list(top)
        while waiting:
            item = waiting.pop()
            self._change(item)
            if "/First" in item:
                waiting += self._siblings(item.First)
        for item in top:
            item.Parent = parent
        return Outline(top[0], top[-1], sum(1 + max(0, int(item.get("/Count", 0))) for item in top))

    def _siblings(self, item: Object) -> Iterator[Object]:
        while item is not None:
            if not self._is_new(item):
                raise self._refusals.damaged(how="its bookmarks are a circle")
            yield item
            item = item.get("/Next")

    def _is_new(self, item: Object) -> bool:
        if not item.is_indirect:
            return True
        new = item.objgen not in self._done
        self._done.add(item.objgen)
        return new

    def _change(self, holder: Object) -> None:
        """What an annotation, a bookmark or a page leads to."""
        if "/Dest" in holder:
            holder.Dest = self._renamed(holder.Dest)
        actions = [holder[key] for key in ("/A", "/PA") if key in holder]
        actions += holder.get("/AA", {}).values()
        while actions:
            action = actions.pop()
            if isinstance(action, pikepdf.Array):
                actions += list(action)
            elif self._is_new(action):
                if action.get("/S") == pikepdf.Name.GoTo and "/D" in action:
                    action.D = self._renamed(action.D)
                if "/Next" in action:
                    actions.append(action.Next)

    def _renamed(self, place: Object) -> Object:
        if isinstance(place, pikepdf.Name):
            raise self._refusals.not_carried(what="places whose names are those of PDF 1.1")
        return pikepdf.String(self._prefix + bytes(place)) if isinstance(place, pikepdf.String) else place
