"""The ranks of headings: which level of the outline each of them has, whatever level its template gave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterforge.document import Block, Heading, Paragraph, Role

DEEPEST = 6
NO_HEADING: tuple[None, int] = (None, 0)


def ranked(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, int]]:
    """The blocks of a letter that head a part of it, in their order, each with its rank.

    Who moves by headings has ranks that begin at 1 and skip none (WCAG 2.2, technique G141). A subject line is the first
    heading where there is none of the first level; so it is in PDF and HTML, too.
    """
    open_levels: list[int] = []
    subject = not any(isinstance(block, Heading) and block.level == 1 for block in blocks)
    for block in blocks:
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            yield block, min(len(open_levels), DEEPEST)
        elif subject and isinstance(block, Paragraph) and block.role is Role.SUBJECT:
            subject, open_levels = False, [1]
            yield block, 1
