"""What a prompt asks for: one thing or several, or nothing that a field could answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from letterforge.adopting.mapping.facets import FACETS, PLURAL_UNITS, PURE
from letterforge.adopting.mapping.vocabulary import STOP
from letterforge.adopting.mapping.words import concept, concepts, light, words
from letterforge.adopting.prompts import Prompt
from letterforge.patterns import late

_OUTSIDE = " \t\n*_`~.:,;|[](){}<>«»\u2039\u203a\u201c\u201d\"'\u2022\u25cf#$£€%"
_I = re.IGNORECASE
_LEAD = late(
    r"(?:please|insert|enter|fill(?:ed)? in|fill|add|type(?: in)?|specify|give|provide|write|put|choose|select|complete|indicate"
    r"|describe|explain|identify|click(?: or tap)?(?: here)? to (?:enter|add)|tap to enter|relevant|appropriate|e\.g\.?|eg|your|our|the|an?"
    r"|state(?= the\b| your\b| whether\b| how\b| why\b| what\b)|list(?= the\b| all\b| of\b| any\b| each\b)"
    r"|bitte|einfügen|eintragen|insérer|indiquer|insertar|indicar|rhowch|nodwch)(?=[\s:,\u2013\u2014-]|$)[\s:,\u2013\u2014-]*",
    _I,
)
_NOTE = late(
    r"\W*(?:note(?:s)?(?: to\b| for\b|:)|drafting|drafter|guidance|instructions?\b(?! date| number)|delete\b|remove\b|omit\b|strike\b"
    r"|use this\b|include (?:this|if|only|the following)|if (?:applicable|appropriate|required|not|you|the|this|any)\b"
    r"|repeat\b|keep\b|modify\b|customi[sz]e\b|replace\b|attach\b|see\b|continue[ds]?\b|same as\b|as above\b|nb\b|n\.b\.|tip\b|optional\W+(?:clause|section|paragraph|wording|text))",
    _I,
)
_CHOICE = late(
    r"(?:delete|strike|cross|select|choose|circle|tick|check|pick|keep|underline)\b.{0,30}?\b(?:as (?:appropriate|applicable|necessary|required)|out|one|if not|which)\b"
    r"|\bwhichever\b|\bas (?:the case may be|appropriate)\b|\bnichtzutreffendes\b|\brayer\b|\bt\u00e1chese\b|\bdilewch\b",
    _I,
)
_CALL = late(r"\{\{[#/]?\s*[A-Za-z]\w*\s+(.*?)\s*\}\}")
_QUOTED = late(r"\"[^\"]*\"|'[^']*'|\b\d[\d.]*\b|\b\w+(?=\s+\w)(?<=\()")
_FORM = late(r"\.(?:number|text|value|words|figures|formatted)\Z")
_A_NAME = frozenset({"name", "company"})
_BY_HAND = frozenset({"here", "line", "of", "by", "the", "your", "hand", "and", "date"} - {"date"})
_OPTIONS = late(r"\s*/\s*|\s*\|\s*|\s+\b(?:or|oder|ou|neu)\b\s+", _I)
_NEXT_TO = late(r"\s*(/|\||or\b|OR\b|and/or|oder\b|ou\b)?\s*\[([^\[\]]*)\]")
_BESIDE = late(r"\[([^\[\]]*)\]\s*(/|\||\bor|\bOR|and/or|\boder|\bou)?\s*$")
_PIECES = late(r"\s*[,/&+\n]\s*(?:and\s+)?|\s+(?:and|und|et|y|ac|a'r)(?:/or)?\s+", _I)
_TAIL = late(
    r"\s(?:of|for|from|to|at|in|on|by|that|which|who|where|when|if|with|under|within|von|der|des|de|du|del)\s",
    _I,
)
_BELONGING = frozenset({"of", "for", "von", "der", "des", "de", "du", "del"})
_REMARK = late(
    r"\s+[\u2013\u2014-]+\s|[(:]|,?\s+(?:for example|for instance|e\.?g\b|i\.?e\b|such as|usually|including|if (?:any|known|applicable))|,\s*(?:which|who|if|that|as|defined|where)\b|(?<!\bno)(?<!\bnos)(?<!\bref)(?<!\btel)(?<!\bdept)\.\s|\n",
    _I,
)
_PLURAL = late(r"[a-rt-z]s\b(?!')", _I)
_MANY = late(
    r"\bnames\b|\blist of\b|\blist all\b|\(s\)|\bmembers\b|\bsignatories\b|\battendees\b|\bparticipants\b|\bdates of\b|\b(?:add|one) (?:a )?(?:row|line)s?\b|\beach\b",
    _I,
)
_INTERROGATIVE = {"who": "name", "whom": "name", "when": "date", "where": "place"}
_MASK = late(r"\W*(?:[dmy]{1,4}[\s./-]+){2}[dmy]{1,4}\W*|\W*(?:dd|mm|yyyy)\W*|\W*[_\s]*/[_\s]*/[_\s]*", _I)
_CLOCK = late(r"\W*h{1,2}[:.]m{2}\W*", _I)
_LED_IN = late(
    r"(?:^|[.;|\n\t\u2022]|\s{2}|\s[\u2013\u2014-]\s|[\]}_\u00bb>]\s)\s*([^.;|\n\t:]{2,60}?)\s*[:\u2013\u2014]\s*[*_]*\s*[$£€]?\s*$"
)
_DONE = late(r"(?:ed|able|ible|paid|due|owing|lost|spent|sought|used)\Z")
_MOST = 6
_WORDY = 6
_ALONE, _TITLE = 3, 5
_LONG = 14


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a prompt asks for.

    ``words`` are the concepts of the prompt, of its label where it has none of its own (``by_label``), and ``weights`` how much each counts; ``facet`` is the kind
    of thing, None where no word says one. ``refused`` says why no field could answer it.
    """

    text: str
    words: tuple[str, ...]
    facet: str | None
    weights: tuple[float, ...] = ()
    many: bool = False
    plural: bool = False
    by_label: bool = False
    refused: str | None = None

    @property
    def specific(self) -> tuple[str, ...]:
        """The words that say more than what kind of thing is asked for."""
        return tuple(word for word in self.words if word not in PURE and word not in light())


def asks(prompt: Prompt) -> tuple[Ask, ...]:
    """What a prompt asks for, at least one thing."""
    call = _CALL.fullmatch(prompt.text.strip())
    inner = _QUOTED.sub(" ", call[1]).strip(_OUTSIDE) if call else prompt.text.strip(_OUTSIDE)
    if _MASK.fullmatch(inner) and inner:
        return (replace(_by_label(prompt, inner), facet="date"),)
    if _CLOCK.fullmatch(inner):
        return (replace(_by_label(prompt, inner), facet="time"),)
    reason = _refused(inner, prompt)
    if reason is not None:
        return (Ask(inner or prompt.text, (), None, refused=reason),)
    bare = without_lead(inner)
    if not any(True for word in words(bare) if word not in STOP and len(word) > 1):
        return (_by_label(prompt, inner or prompt.text.strip()),)
    parts = [part for piece in _core(bare).split(";") for part in _apart(piece)][:_MOST]
    if len(parts) < 2:  # noqa: PLR2004  (two are several)
        return (one(bare),)
    return tuple(one(part) for part in parts if part.strip(_OUTSIDE)) or (one(bare),)


def without_lead(text: str) -> str:
    """A prompt without the words that only ask: "insert", "please enter the"."""
    while (lead := _LEAD.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    return text


def one(text: str) -> Ask:
    """What a text asks for, as one thing."""
    text = _FORM.sub("", text.strip(_OUTSIDE))
    weighed: dict[str, float] = {}
    for part, weight in _parts(text):
        for word in concepts(part):
            weighed.setdefault(word, weight)
    if "name" in weighed and "company" in weighed and any(word not in light() for word in weighed.keys() - _A_NAME):
        weighed["company"] = 0.1  # "the lessor's company name" is the lessor's name
    return Ask(
        text,
        tuple(weighed),
        facet_of(text),
        tuple(weighed.values()),
        many=bool(_MANY.search(text)),
        plural=bool(_PLURAL.search(_core(text))),
    )


def _core(text: str) -> str:
    """A prompt without its examples and remarks: what stands in brackets, behind a dash, or in a clause of its own."""
    for cut in _REMARK.finditer(text):
        if any(True for _ in concepts(text[: cut.start()])):
            return text[: cut.start()]
    return text


def _parts(text: str) -> Iterator[tuple[str, float]]:
    """A prompt in pieces, each with what its words count: its head and what that is of count, what comes after counts less."""
    core = _core(text)
    pieces = _TAIL.split(core)
    joints = [joint.strip().lower() for joint in _TAIL.findall(core)]
    weight = 1.0
    for number, piece in enumerate(pieces):
        if number:
            weight *= 1.0 if number == 1 and joints[0] in _BELONGING else 0.6
        yield piece, max(weight, 0.2)
    yield text[len(core) :], 0.0


def facet_of(text: str) -> str | None:
    """The kind of thing that a text asks for, by its head: "name" of "name of the bank", "date" of "start date"."""
    text = _core(text)
    tail = _TAIL.search(text)
    head, rest = (text[: tail.start()], text[tail.end() :]) if tail else (text, "")
    said = list(words(head))
    named = [facet for facet in (_facet(word) for word in said) if facet]
    for strong in ("e-mail", "telephone"):
        if strong in named:
            return strong
    if {"month", "year"} <= set(named):
        return "date" if "day" in named else "month"
    if named and named[-1] in {"number", "count"}:
        if any(word in PLURAL_UNITS for word in words(rest)):
            return "period"
        return "count" if named[-1] == "count" or _PLURAL.search(rest) else "number"
    if named and not (named[-1] == "sum" and _modifies(said)):
        return named[-1]
    if said and said[-1] == "by" and len(said) > 1:
        return "name"
    return next((_INTERROGATIVE[word] for word in words(text) if word in _INTERROGATIVE), None)


def _modifies(said: list[str]) -> bool:
    """Whether a sum only says of what kind the last word is: a payment method is no payment."""
    last = said[-1]
    return _facet(last) is None and last not in STOP and concept(last) not in light() and not _DONE.search(last)


def _facet(word: str) -> str | None:
    if word in PLURAL_UNITS:
        return "period"
    return FACETS.get(concept(word)) or _INTERROGATIVE.get(word)


def _apart(text: str) -> Iterator[str]:
    """Things that are asked for at once: "client name, address and e-mail" is three, "terms and conditions" one."""
    parts = [part.strip() for part in _PIECES.split(text) if part.strip(_OUTSIDE)]
    if len(parts) < 2 or not all(facet_of(part) for part in parts):  # noqa: PLR2004  (two make several)
        yield text
        return
    first = one(parts[0])
    tail = _TAIL.search(parts[-1])
    if any(len(list(words(part))) > _WORDY for part in parts):
        yield text
        return
    before = " ".join(word for word in words(parts[0]) if concept(word) in first.specific) if not tail else ""
    for number, part in enumerate(parts):
        bare = not one(part).specific
        if bare and tail and number < len(parts) - 1:
            yield part + parts[-1][tail.start() :]
        elif bare and before and number:
            yield f"{before} {part}"
        else:
            yield part


def _by_label(prompt: Prompt, text: str) -> Ask:
    """A blank is called what its label says, or the words that lead in to it with a colon."""
    label = labelled(prompt)
    return replace(label, text=text, by_label=True) if label else Ask(text, (), None, by_label=True)


def joined(ask: Ask, label: Ask) -> Ask:
    """A prompt that says no more than "date", with the label that says which."""
    weighed = {**dict(zip(label.words, label.weights, strict=True)), **dict(zip(ask.words, ask.weights, strict=True))}
    return replace(ask, words=tuple(weighed), weights=tuple(weighed.values()), facet=ask.facet or label.facet)


def titled(prompt: Prompt) -> Ask | None:
    """What the heading of a prompt asks for that stands alone below it, as on a cover page; None where it does not."""
    around = (*words(prompt.before), *words(prompt.after))
    heading = prompt.heading.strip(_OUTSIDE)
    if len(around) > _ALONE or not 0 < len(list(words(heading))) <= _TITLE or not list(concepts(heading)):
        return None
    return one(heading)


def labelled(prompt: Prompt) -> Ask | None:
    """What the label of a prompt asks for, or the words that lead in to it with a colon; None where there is neither."""
    led = _LED_IN.search(prompt.before)
    said = (prompt.label or (led[1] if led else "")).strip(_OUTSIDE)
    return one(without_lead(said)) if any(True for _ in concepts(said)) else None


def _refused(inner: str, prompt: Prompt) -> str | None:
    """Why no field answers this: alternatives for the author to choose from, or a note to the author."""
    if inner and all(concept(word) == "signature" or word in _BY_HAND for word in words(inner)) and any(words(inner)):
        return "this is signed by hand; write a line to sign on that is meant, or delete it"
    call = _CALL.fullmatch(prompt.text.strip())
    if call is not None and not any(True for _ in concepts(_QUOTED.sub(" ", call[1]))):
        return "this calls a function of another program with nothing that a field could give"
    if _CHOICE.search(inner):
        return "these are alternatives for the author to choose from; write a condition, or delete one"
    if _NOTE.match(inner):
        return "this is an instruction to the author, not a blank; carry it out, or keep the words without brackets"
    bare = without_lead(inner)
    if bare != inner and all(word in STOP for word in words(bare)):
        return None  # "Click or tap here to enter text." says nothing but that it is a blank
    options = [part for part in _OPTIONS.split(inner) if part]
    if len(options) > 1 and _are_options(options):
        return "these are alternatives for the author to choose from; write a condition, or delete one"
    if prompt.text.startswith("[") and any(_are_beside(inner, *one) for one in _neighbours(prompt)):
        return "these are alternatives for the author to choose from; write a condition, or delete one"
    core = _core(inner)
    if len(list(words(core))) > _LONG and not _LEAD.match(inner) and facet_of(core) is None:
        return "this is a text that the author keeps or deletes, not a blank; write a condition, or delete it"
    return None


def _neighbours(prompt: Prompt) -> Iterator[tuple[str, bool]]:
    """The prompts right beside one, and whether a word or sign between them says that one of the two is meant."""
    if after := _NEXT_TO.match(prompt.after):
        yield after[2], bool(after[1])
    if before := _BESIDE.search(prompt.before):
        yield before[1], bool(before[2])


def _are_beside(inner: str, other: str, said: bool) -> bool:  # noqa: FBT001  (as `_neighbours` gives it)
    """Two wordings side by side are alternatives; two names may be two blanks."""
    worded = all(any(word in STOP for word in words(text)) for text in (inner, other))
    return (said or worded) and _are_options([inner, other])


def _are_options(options: list[str]) -> bool:
    """Whether they exclude one another: none of them names what a form asks for, and no two say the same."""
    said = [tuple(concepts(option)) for option in options]
    if any(
        facet_of(option) or any(map(str.isdigit, option.split())) or not option.strip(_OUTSIDE) for option in options
    ):
        return False
    if len(options) > 2:  # noqa: PLR2004  (two may be two names of one thing, three are a list to choose from)
        return True
    return len({one for one in said if one}) == sum(bool(one) for one in said)
