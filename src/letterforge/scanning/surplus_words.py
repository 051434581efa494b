"""Whether a file says more words than its letter, where nobody here can tell each letter of it.

So it is with a Word template filled as itself, which has cells and boxes that only Word shows, and with a format that a
stranger reads, whose lists have signs of their own. Numbers and words of one or two letters are not asked about: pages,
items and notes are numbered. A word counts as often as the letter has it, or a tag has printed it; those of the template,
of furniture and of the heads of tables as often as the file likes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from letterforge.document import Document, Image, Link, List, Node, walk
from letterforge.document import passages as texts_of
from letterforge.findings import Finding, Place
from letterforge.rules.rendering import SURPLUS_TEXT
from letterforge.scanning.surplus import heads_of, normal

_LEAST = 3  # letters of a word that counts
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST},}}")
_SHORT = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{1,{_LEAST - 1}}}(?![^\W\d_])")
_MARK = re.compile("[\u0300-\u036f]")
_ROMAN = re.compile(r"[ivxlcdm]+")
_LONGEST = 40  # of a word that is looked at for others in it


def words_beyond(
    lines: Iterable[str], document: Document, *, printed: Sequence[str] = (), own: Sequence[str] = ()
) -> Iterator[Finding]:
    """What these lines of a file say beyond the letter; a finding counts words, and shows none.

    ``printed`` is what tags have printed, some of it where no letter shows it; ``own`` are words that may be there besides.
    """
    said = _counted(lines)
    first, following = document.first, document.following
    margins = (*first.header, *first.footer, *following.header, *following.footer)
    flow = _counted(texts_of(document.blocks))
    letter = flow + _counted((*texts_of(margins), document.title, *_unprinted((*document.blocks, *margins))))
    letter |= _counted(printed)
    free = set(
        _counted(
            (*own, *texts_of(margins), *(text for cell in heads_of(document.blocks) for text in texts_of((cell,))))
        )
    )
    if any(isinstance(node, List) and node.ordered for node in walk(document.blocks)):
        free |= {word for word in said if _ROMAN.fullmatch(word)}
    # What a cell of Word holds under a merged one goes by its runs: a word of the template may be cut there.
    whole = "\n".join(free)
    more = Counter({word: count for word, count in (said - letter).items() if word not in whole})
    if not more:
        return
    # A line may end within a word, and two may stand without a blank between them: then both sides have the same letters.
    apart = Counter("".join((flow - said).elements()))
    known = free | set(letter)
    short = set(_counted((*printed, *own, *texts_of(document.blocks)), _SHORT))
    joined = {word for word in more if _is_made_of(word, known, short)}
    left = Counter("".join(word * count for word, count in more.items() if word not in joined)) - apart
    if left.total() >= _LEAST:
        count = sum(count for word, count in more.items() if word not in joined)
        words = "1 word" if count == 1 else f"{count} words"
        message = f"the finished file says more than the letter: {words} too many"
        yield SURPLUS_TEXT.at(Place(), message=message, hint=None)


def _counted(texts: Iterable[str], kind: re.Pattern[str] = _WORD) -> Counter[str]:
    return Counter(word for text in texts for word in kind.findall(_MARK.sub("", normal(text))))


def _unprinted(nodes: tuple[Node, ...]) -> Iterator[str]:
    """What some formats have among their words: addresses, and words for pictures."""
    for node in walk(nodes):
        if isinstance(node, Link):
            yield node.target
        elif isinstance(node, Image):
            yield node.alt


def _is_made_of(word: str, known: set[str], short: set[str]) -> bool:
    """Whether a word is two or more others, one behind the other; those that do not count only beside ones that do.

    Else a letter with a few of them, initials above all, would have any word.
    """
    if len(word) > _LONGEST:
        return False
    reached, by_short = [True] + [False] * len(word), [False] * (len(word) + 1)
    for end in range(1, len(word) + 1):
        reached[end] = any(
            (reached[start] or by_short[start]) and word[start:end] in known
            for start in range(end)
            if (start, end) != (0, len(word))
        )
        by_short[end] = any(
            reached[start] and word[start:end] in short for start in range(max(0, end - _LEAST + 1), end)
        )
    return reached[-1] or by_short[-1]
