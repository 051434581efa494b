"""The tags of a part in their groups: what stands between ``if`` and ``endif``, ``for`` and ``endfor``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from letterforge.word_tags import TagKind, WordTag, shifted


class MismatchError(Exception):
    """The tags of a part, or its decisions, are not those that the core has read: a mistake of letterforge's."""


@dataclass(slots=True)
class Group:
    """A condition or loop: its first tag, and what stands in each of its bodies; ``otherwise``: the last is an else."""

    tag: WordTag
    bodies: list[list[Node]] = field(default_factory=lambda: [[]])
    otherwise: bool = False


Node: TypeAlias = "str | WordTag | Group"


def grouped(pieces: Sequence[str | WordTag], shift: int = 0) -> list[Node]:
    """Pieces of a text, nested; ``shift`` is what is added to the numbers of their tags.

    Raises:
        MismatchError: a tag that closes stands where none of its group is open.
    """
    nodes, rest = _until_closed(iter(_trimmed(pieces)), None)
    if rest:
        raise MismatchError
    macros = {group.tag.number: group.bodies[0] for group in _groups(nodes) if group.tag.kind is TagKind.MACRO}
    return list(_written_out(nodes, macros, shift)) if macros or shift else nodes


def _groups(nodes: Iterable[Node]) -> Iterator[Group]:
    for node in nodes:
        if isinstance(node, Group):
            yield node
            for body in node.bodies:
                yield from _groups(body)


def _written_out(nodes: Iterable[Node], macros: Mapping[int, list[Node]], shift: int) -> Iterator[Node]:
    """Nodes without macros, and with what stands in a macro where it is called; there its tags have numbers of their own."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Group):
            if node.tag.kind is not TagKind.MACRO:
                tag = replace(node.tag, number=node.tag.number + shift)
                yield Group(tag, [list(_written_out(body, macros, shift)) for body in node.bodies], node.otherwise)
        elif node.kind is TagKind.CALL:
            macro = None if node.group is None else macros.get(node.group)
            if macro is None:
                raise MismatchError
            body = _written_out(macro, macros, shifted(shift, node.number))
            yield Group(node, [[_INTO_RUN, *body, _OUT_OF_RUN] if node.unit == "r" else list(body)])
        else:
            yield replace(node, number=node.number + shift, shift=shift)


_INTO_RUN, _OUT_OF_RUN = '<w:r><w:t xml:space="preserve">', "</w:t></w:r>"


def _until_closed(pieces: Iterator[str | WordTag], group: Group | None) -> tuple[list[Node], bool]:
    out: list[Node] = [] if group is None else group.bodies[-1]
    for piece in pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        match piece.kind:
            case TagKind.NOTHING:
                pass
            case TagKind.IF | TagKind.FOR | TagKind.MACRO:
                inner = Group(piece)
                out.append(inner)
                if not _until_closed(pieces, inner)[1]:
                    raise MismatchError
            case TagKind.ELIF | TagKind.ELSE | TagKind.ENDIF | TagKind.ENDFOR | TagKind.ENDMACRO:
                if group is None or group.tag.number != piece.group:
                    raise MismatchError
                if piece.kind in (TagKind.ENDIF, TagKind.ENDFOR, TagKind.ENDMACRO):
                    return out, True
                out = []
                group.bodies.append(out)
                group.otherwise = piece.kind is TagKind.ELSE
            case _:
                out.append(piece)
    return out, False


def _trimmed(pieces: Sequence[str | WordTag]) -> list[str | WordTag]:
    """The pieces without the blanks beside tags that trim them, as in Jinja."""
    out: list[str | WordTag] = []
    for piece in pieces:
        before = out[-1] if out else None
        if isinstance(piece, WordTag):
            if piece.trim_before and isinstance(before, str):
                out[-1] = before.rstrip()
            out.append(piece)
        else:
            trims = isinstance(before, WordTag) and before.trim_after
            out.append(piece.lstrip() if trims else piece)
    return out
