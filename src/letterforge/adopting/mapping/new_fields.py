"""The field that a model lacks: its name, kind and meaning, from what the prompt asks for."""

from __future__ import annotations

import keyword

from letterforge.adopting.mapping.asking import Ask, without_lead
from letterforge.adopting.mapping.facets import FACETS
from letterforge.adopting.mapping.vocabulary import STOP
from letterforge.adopting.mapping.words import concept, words
from letterforge.adopting.prompts import NewField, Prompt
from letterforge.patterns import late

_KINDS = {
    "date": "date",
    "time": "time",
    "month": "month",
    "e-mail": "e-mail",
    "telephone": "telephone",
    "address": "lines of text",
    "sum": "sum",
    "period": "length of time",
    "percentage": "number",
    "count": "number",
    "year": "number",
    "day": "number",
    "description": "lines of text",
}
_COUNTS = late(r"\s+(?!and\b|or\b)[a-z]{3}")
"""Of a bare "[number]": what is counted, as in "[number] days". Any other number is what a thing goes by, and may hold letters."""
_COUNTED = late(r"(?i)(?:\w+ )?number of (?!(?:the|an?|this|that|your|his|her|its|their|our|my)\b)")
"""What is counted: "number of children", and not "number of the permit"."""
_PLAIN = late(r"[^a-z0-9]+")
_LETTERS = str.maketrans("äöüßàâáéèêëíîïóôúûùçñŵŷ", "aousaaaeeeeiiioouuucnwy")
_WORDS = 4
_AROUND = 3


def new_field(prompt: Prompt, ask: Ask) -> NewField:
    """A field for what is asked, in words of the prompt; where it has none, of its label or of what stands before it."""
    said = _said(prompt, ask)
    kind = _KINDS.get(ask.facet or "", "text")
    if ask.facet == "number" and (_COUNTED.match(ask.text) or (not ask.specific and _COUNTS.match(prompt.after))):
        kind = "number"
    if ask.facet == "period" and ask.specific and ask.text.lower().endswith("hours"):
        kind = "text"  # opening hours are no length of time
    kind = "list" if ask.many else kind
    name = _name(said, ask.facet)
    meaning = " ".join(said.split()) if said else "What stands here"
    return NewField(name, kind, meaning[:1].upper() + meaning[1:])


def _said(prompt: Prompt, ask: Ask) -> str:
    if not ask.by_label:
        return without_lead(ask.text)
    if prompt.label:
        return prompt.label.strip(" :*_")
    spoken = [word for word in words(prompt.before[-80:]) if word not in STOP][-_AROUND:]
    return " ".join(spoken)


def _name(said: str, facet: str | None) -> str:
    """A name as models have them: ``commencement_date``."""
    spoken = list(words(said))
    if spoken[:1] and " of " in f" {' '.join(spoken)} ":  # "name of the tenant" is the tenant's name
        cut = spoken.index("of")
        spoken = spoken[cut + 1 :][:_WORDS] + spoken[:cut]
    kept = [_PLAIN.sub("", word.translate(_LETTERS)) for word in spoken if word not in STOP]
    kept = [word for word in kept if word][:_WORDS]
    if facet in _KINDS and facet in {"date", "time", "month"} and not any(FACETS.get(concept(word)) for word in kept):
        kept.append(facet)
    name = "_".join(kept) or (facet or "text").replace("-", "_")
    if name[0].isdigit() or keyword.iskeyword(name):
        name = f"field_{name}"
    return name
