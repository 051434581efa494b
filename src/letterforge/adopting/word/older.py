"""The same paragraph in the older version of a drawing, which Word keeps beside it for programs that know no newer one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letterforge.adopting.word.paragraphs import WordParagraph, paragraph_of
from letterforge.office.blocks import Block
from letterforge.office.xml import Element, local


def older_versions(paragraph: WordParagraph, above: Callable[[Element], Element | None]) -> Iterator[WordParagraph]:
    """Each older version of a paragraph that says the same; none for one that is in no drawing.

    Args:
        paragraph: one that stands in the newest version of its drawing.
        above: what an element stands in, None for the root.
    """
    branch = paragraph.element
    while (over := above(branch)) is not None and local(over.tag) != "AlternateContent":
        branch = over
    if over is None:
        return
    number = next(at for at, one in enumerate(_paragraphs(branch)) if one is paragraph.element)
    for other in over:
        if other is branch:
            continue
        read = [
            paragraph_of(paragraph.part, Block(one, paragraph.path, 0, is_table=False)) for one in _paragraphs(other)
        ]
        same = [one for one in read if one.text == paragraph.text]
        if number < len(read) and read[number].text == paragraph.text:
            yield read[number]
        elif len(same) == 1:
            yield same[0]


def _paragraphs(root: Element) -> Iterator[Element]:
    return (one for one in root.iter() if local(one.tag) == "p" and "wordprocessingml" in one.tag)
