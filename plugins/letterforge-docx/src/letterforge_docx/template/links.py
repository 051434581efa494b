"""The targets of links: placeholders in a member of relationships, filled and percent-encoded (RFC 3986).

Word writes the braces in a target as ``%7B`` and ``%7D``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

from letterforge.errors import RenderError
from letterforge.expressions.evaluator import EvaluationError
from letterforge.expressions.expression import parse
from letterforge.filling.texts import encoded
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge_docx.ooxml.relationships import Relationship
from letterforge_docx.template.rich_runs import ADDRESS, checked_link

_TAG = re.compile(r"(?:\{|%7B){2}-?(.*?)-?(?:\}|%7D){2}", re.IGNORECASE)
_MARK = re.compile(r"(?:\{|%7B)(?:\{|%7B|%|#)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Link:
    """A relationship whose target has placeholders: constant texts and what to evaluate, in turn."""

    relationship: Relationship
    pieces: tuple[str | Callable[[Mapping[str, Any]], str], ...]

    def filled(self, values: Mapping[str, Any]) -> Relationship:
        """The relationship with the values in its target.

        Raises:
            RenderError: a placeholder does not work out, or the address would be of a scheme that is not allowed.
        """
        scheme = self.pieces[0].partition(":")[0].lower() if isinstance(self.pieces[0], str) else ""
        made = []
        for piece in self.pieces:
            if isinstance(piece, str):
                made.append(piece)
                continue
            try:
                value = piece(values)
            except (EvaluationError, UnprintableError) as fault:
                message = f"the target of a link does not work out with this letter: {fault}"
                raise RenderError(message) from None
            made.append(encoded(scheme, value) if made else quote(value, safe=ADDRESS))
        target = "".join(made)
        return replace(self.relationship, target=target if scheme else checked_link(target))


def link(relationship: Relationship, printer: Printer) -> Link | None:
    """The relationship as a link to fill, or None if it has no placeholder.

    Raises:
        ExpressionError: letterforge does not evaluate such a placeholder.
    """
    if not relationship.external or not _MARK.search(relationship.target):
        return None
    pieces: list[str | Callable[[Mapping[str, Any]], str]] = []
    at = 0
    for found in _TAG.finditer(relationship.target):
        if relationship.target[at : found.start()]:
            pieces.append(relationship.target[at : found.start()])
        at = found.end()
        pieces.append(_printed(parse(unquote(found[1]), printer).evaluate, printer))
    if relationship.target[at:]:
        pieces.append(relationship.target[at:])
    return Link(relationship, tuple(pieces))


def _printed(evaluate: Callable[[Mapping[str, Any]], Any], printer: Printer) -> Callable[[Mapping[str, Any]], str]:
    return lambda values: printer.text(evaluate(values))
