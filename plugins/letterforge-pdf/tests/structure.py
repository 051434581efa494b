"""The structure tree of a finished PDF, as a person reads it: what an element is, what it says, and what is in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from tests.pdf import marked_words


@dataclass(frozen=True)
class Element:
    """A structure element; ``text`` is what is drawn in it and below it, in the order of its kids."""

    kind: str
    entries: dict[str, Any]
    kids: tuple[Element | str, ...]
    annotations: int = 0
    pages: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for kid in self.kids:
            yield from [kid] if isinstance(kid, str) else kid._words()

    def below(self, *kinds: str) -> list[Element]:
        """All elements of some kinds within this one, in the order of reading."""
        found: list[Element] = []
        for kid in self.kids:
            if isinstance(kid, Element):
                found += [kid] if kid.kind in kinds else []
                found += kid.below(*kinds)
        return found


def tree(content: bytes) -> Element:
    """The one element below the root."""
    said = marked_words(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        (top,) = pdf.Root.StructTreeRoot.K
        return _element(top, pages, said)


def _element(element: Any, pages: dict[Any, int], said: list[dict[int, str]]) -> Element:
    kids: list[Element | str] = []
    annotations = 0
    on: set[int] = set()
    for kid in (
        element.get("/K", [])
        if isinstance(element.get("/K"), pikepdf.Array)
        else [element.K]
        if "/K" in element
        else []
    ):
        if isinstance(kid, int):
            on.add(pages[element.Pg.objgen])
            kids.append(said[pages[element.Pg.objgen]].get(kid, ""))
        elif kid.get("/Type") == pikepdf.Name.MCR:
            on.add(pages[kid.Pg.objgen])
            kids.append(said[pages[kid.Pg.objgen]].get(int(kid.MCID), ""))
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            assert kid.Obj.Subtype == pikepdf.Name.Link
            annotations += 1
        else:
            kids.append(_element(kid, pages, said))
    for kid in kids:
        on |= kid.pages if isinstance(kid, Element) else set()
    entries = {
        str(key)[1:]: element[key]
        for key in sorted(element.keys())
        if key not in ("/K", "/P", "/Pg", "/S", "/Type", "/A")
    }
    attributes = element.get("/A")
    entries |= {str(key)[1:]: attributes[key] for key in sorted(attributes.keys())} if attributes is not None else {}
    plain = {
        key: int(v) if isinstance(v, int) else list(v) if isinstance(v, pikepdf.Array) else str(v)
        for key, v in entries.items()
    }
    return Element(str(element.S)[1:], plain, tuple(kids), annotations, frozenset(on))


def places(content: bytes) -> Iterator[Any]:
    """What each annotation says, its flags, and the width and height of the place to click."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for one in page.obj.get("/Annots", []):
                left, bottom, right, top = map(float, one.Rect)
                yield str(one.Contents), int(one.F), abs(right - left), abs(top - bottom)
