"""Whether lines that are set as code hold prose: a letter to copy, a form, a question for a program; by their signs and words."""

from __future__ import annotations

from collections.abc import Sequence

from letterforge.patterns import late

# What only a program, its output or its data says.
_CODE = late(
    r"\{\s*\Z|(?<![\w ])\}\s*\Z|\A\s*\S+(?:\s\S+){0,2};\s*\Z|\A\s*(?:[$%]\s|>>>|//|/\*|#!|@\w|--\w|[\[{(]\s*\Z|[\]})]+,?\s*\Z)"
    r"|=>|->|::|==|!=|&&|\|\||\(\)|</|/>|<[!?]|<[a-z0-9]+\s[a-z-]+=|\w\s?[+:|-]?=\s?\S|\s--?[a-z]|\w\.\w+\(|\w\([\w\"'$](?!\w{0,3}\))"
    r"|\{\{|\{%|\$\{|[\u2500-\u257f]|\A\s*(?:-\s)?[\"']?[a-z][\w.-]*[\"']?:(?:\s|\Z)|\A\s*[\w.~-]*/\S+\s*\Z"
    r"|\A\s*(?:usage|import|from|def|class|function|const|let|var|return|public|private|static|curl|git|npm|pip|sudo|docker|cd|SELECT|INSERT"
    r"|UPDATE|GET|POST|PUT|DELETE|HTTP|echo|export)\b(?=[:\s]\s*[\w({\"'./$*-])(?!.*\s(?:the|your|a|our)\s)"
)
_LEADER = late(r"[\s>]*(?:#{1,6}\s|[-*+\u2022]\s|\d{1,3}[.)]\s)?[|\s*_]*")
_WORD = late(r"[^\W\d_]+")
_ENOUGH, _SENTENCE, _MOST = 0.6, 4, 2000
_OVERWEIGHT = 5


def holds_prose(lines: Sequence[str]) -> bool:
    """Whether these lines are words for people: some of them a sentence or a prompt, and next to none a line of a program."""
    prose = code = 0
    speaks = False
    for line in lines[:_MOST]:
        said = line[_LEADER.match(line).end() : _WIDEST]  # type: ignore[union-attr]  # it matches nothing, too
        if not said.strip("-=|: \t"):
            continue
        words = _WORD.findall(said)
        if _CODE.search(line[:_WIDEST]):
            code += 1
        elif sum(map(len, words)) >= _ENOUGH * len(said.replace(" ", "")):
            prose += 1
            speaks = speaks or len(words) >= _SENTENCE or _PROMPT.search(said) is not None
    return speaks and prose >= _OVERWEIGHT * code


_WIDEST = 1000
_PROMPT = late(r"\[[^\W\d_][^\[\]\n]{2,80}\](?![(\[:])|_{4}")
