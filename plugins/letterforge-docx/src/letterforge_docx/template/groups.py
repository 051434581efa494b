"""The tags of a part in their groups: what stands between ``if`` and ``endif``, ``for`` and ``endfor``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from letterforge.word_tags import TagKind, WordTag


class MismatchError(Exception):
    """The tags of a part, or its decisions, are not those that the core has read: a mistake of letterforge's."""


@dataclass(slots=True)
class Group:
    """A condition or loop: its first tag, and what stands in each of its bodies; ``otherwise``: the last is an else."""

    tag: WordTag
    bodies: list[list[Node]] = field(default_factory=lambda: [[]])
    otherwise: bool = False


Node: TypeAlias = "str | WordTag | Group"


def grouped(pieces: Sequence[str | WordTag]) -> list[Node]:
    """Pieces of a text, nested.

    Raises:
        MismatchError: a tag that closes stands where none of its group is open.
    """
    nodes, rest = _until_closed(iter(_trimmed(pieces)), None)
    if rest:
        raise MismatchError
    return nodes


def _until_closed(pieces: Iterator[str | WordTag], group: Group | None) -> tuple[list[Node], bool]:
    out: list[Node] = [] if group is None else group.bodies[-1]
    for piece in pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        match piece.kind:
            case TagKind.NOTHING:
                pass
            case TagKind.IF | TagKind.FOR:
                inner = Group(piece)
                out.append(inner)
                if not _until_closed(pieces, inner)[1]:
                    raise MismatchError
            case TagKind.ELIF | TagKind.ELSE | TagKind.ENDIF | TagKind.ENDFOR:
                if group is None or group.tag.number != piece.group:
                    raise MismatchError
                if piece.kind in (TagKind.ENDIF, TagKind.ENDFOR):
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
