"""Which field each prompt means, how sure that is, and whether none fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from letterforge.adopting.mapping.asking import Ask, asks, joined, labelled, titled
from letterforge.adopting.mapping.evidence import evidence, facet_around
from letterforge.adopting.mapping.new_fields import new_field
from letterforge.adopting.mapping.ranking import Fit, Index, index, rank
from letterforge.adopting.mapping.tags import tag
from letterforge.adopting.mapping.words import words
from letterforge.adopting.prompts import Candidate, Certainty, Prompt, Proposal
from letterforge.models.letter_data import LetterData

_SURE, _SURE_APART = 0.8, 0.12
_LIKELY, _LIKELY_APART = 0.54, 0.06
_PLAUSIBLE = 0.35
_TAKEN = 0.06
_SHOWN = 3
_SAID, _UNSAID = 0.1, 0.7
_LINE, _FOLLOWED = 3, 0.7
_NAMED = ("{", "«", "<<")
_OFTEN, _OFTEN_COSTS = 3, 0.7


@dataclass(slots=True)
class _Case:
    """One thing that one prompt asks for, with the fields that may be meant."""

    prompt: Prompt
    ask: Ask
    fits: list[Fit]

    @property
    def key(self) -> str:
        """What asks in the same words asks for the same."""
        return " ".join(self.ask.words)


def propose(prompts: Sequence[Prompt], model: type[LetterData] | None) -> tuple[tuple[Proposal, ...], ...]:
    """What is proposed for each prompt, one proposal for each thing that it asks for.

    Without a model no field can be meant: each proposal then names the field that a model would need.

    >>> from letterforge.letters.case_review import IntroductoryLetter
    >>> prompt = Prompt("[date; place]", "The first meeting is on ", ".")
    >>> [(one.asks, one.tag) for one in propose([prompt], IntroductoryLetter)[0]]
    [('date', '{{ introduction.date }}'), ('place', '{{ introduction.place }}')]
    """
    known = index(model) if model is not None else None
    cases = [[_case(prompt, ask, known) for ask in asks(prompt)] for prompt in prompts]
    if known is not None:
        for group in cases:
            _together(group)
        _agree([case for group in cases for case in group])
        _follow([case for group in cases for case in group])
        _take([case for group in cases for case in group])
    return tuple(tuple(_merged([_proposal(case) for case in group], group)) for group in cases)


def _case(prompt: Prompt, ask: Ask, known: Index | None) -> _Case:
    if ask.refused is None and ask.facet is None:
        ask = replace(ask, facet=facet_around(prompt))
    if known is None or ask.refused is not None:
        return _Case(prompt, ask, [])
    label = None if ask.by_label else labelled(prompt)
    if label is not None and not ask.specific and not prompt.text.startswith(_NAMED):
        ask = joined(ask, label)
        label = None
    around = evidence(prompt, ask)
    fits = rank(ask, around, known)
    if label is not None and (label.specific or len(label.words) > 1):
        fits = _both(fits, rank(replace(label, facet=label.facet or ask.facet), around, known))
    title = (
        titled(prompt)
        if label is None
        and not prompt.text.startswith(_NAMED)
        and (not ask.words or (bool(ask.specific) and not ask.by_label))
        else None
    )
    if title is not None:
        fits = _both(fits, rank(replace(title, facet=title.facet or ask.facet), evidence(prompt, title), known))
    return _Case(prompt, ask, fits)


def _both(said: Sequence[Fit], labelled_so: Sequence[Fit]) -> list[Fit]:
    """Two ways to ask for one thing, a prompt and its label: the better counts, and the other speaks for it."""
    scores = {fit.entry.path: fit.score for fit in labelled_so}
    both = {
        fit.entry.path: replace(
            fit,
            score=_together_score(fit.score, scores.get(fit.entry.path, 0.0)) * (1.0 if fit.score > _SAID else _UNSAID),
        )
        for fit in said
    }
    for fit in labelled_so:
        both.setdefault(fit.entry.path, replace(fit, score=_together_score(fit.score, 0.0) * _UNSAID))
    return sorted(both.values(), key=lambda one: -one.score)


def _together_score(one: float, other: float) -> float:
    return min(1.0, 0.92 * max(one, other) + 0.15 * min(one, other))


def _together(group: Sequence[_Case]) -> None:
    """What one prompt asks for mostly belongs together: a date and a place are those of one meeting."""
    asked = [case for case in group if case.fits]
    if len(asked) < 2:  # noqa: PLR2004  (two are several)
        return
    sums: dict[str, float] = {}
    for case in asked:
        best: dict[str, float] = {}
        for fit in case.fits:
            best.setdefault(_over(fit), fit.score)
        for over, score in best.items():
            sums[over] = sums.get(over, 0.0) + score / len(asked)
    for case in asked:
        nearer = [replace(fit, score=0.6 * fit.score + 0.4 * min(fit.score, sums[_over(fit)])) for fit in case.fits]
        case.fits = sorted(nearer, key=lambda one: -one.score)


def _over(fit: Fit) -> str:
    """The path of what a field is in."""
    return fit.entry.path.rpartition(".")[0]


def _agree(cases: Sequence[_Case]) -> None:
    """The same words twice ask for one field, if they say which: each place then has what all of them say together.

    Where they say no more than "date", and again and again, that is not the date of the letter.
    """
    groups: dict[str, list[_Case]] = {}
    for case in cases:
        if case.fits:
            groups.setdefault(case.key, []).append(case)
    for group in groups.values():
        if group[0].ask.specific and len(group) > 1:
            _agreed(group)
        elif not group[0].ask.specific and len(group) >= _OFTEN:
            for case in group:
                cost = [fit if fit.entry.above else replace(fit, score=fit.score * _OFTEN_COSTS) for fit in case.fits]
                case.fits = sorted(cost, key=lambda one: -one.score)


def _agreed(group: Sequence[_Case]) -> None:
    scores: dict[str, list[Fit]] = {}
    for fit in (fit for case in group for fit in case.fits):
        scores.setdefault(fit.entry.path, []).append(fit)
    both = []
    for fits in scores.values():
        best = max(fits, key=lambda one: one.score)
        mean = sum(fit.score for fit in fits) / len(group)
        both.append(replace(best, score=(best.score + mean) / 2))
    both.sort(key=lambda one: -one.score)
    for case in group:
        case.fits = list(both)


def _follow(cases: Sequence[_Case]) -> None:
    """A line that says "telephone" and no more belongs to what the line above it belongs to, in one block of lines."""
    over, heading = "", ""
    for case in cases:
        if not case.fits:
            continue
        alone = len(list(words(case.prompt.before))) <= _LINE and len(list(words(case.prompt.after))) <= _LINE
        if not case.ask.specific and alone and over and case.prompt.heading == heading and case.fits[0].score < _LIKELY:
            nearer = [
                replace(fit, score=min(_FOLLOWED, fit.score * 1.5)) if _over(fit) == over else fit for fit in case.fits
            ]
            case.fits = sorted(nearer, key=lambda one: -one.score)
        if case.fits[0].score >= _LIKELY:
            over, heading = (_over(case.fits[0]), case.prompt.heading) if alone else ("", "")


def _take(cases: Sequence[_Case]) -> None:
    """A field that another prompt surely means costs: the surest choose first."""
    taken: dict[str, str] = {}
    for case in sorted((one for one in cases if one.fits), key=lambda one: -one.fits[0].score):
        others = {path for path, key in taken.items() if key != case.key}
        if any(fit.entry.path in others for fit in case.fits[:_SHOWN]):
            paid = [replace(fit, score=max(0.0, fit.score - _TAKEN * (fit.entry.path in others))) for fit in case.fits]
            case.fits = sorted(paid, key=lambda one: -one.score)
        if case.fits[0].score >= _LIKELY:
            taken.setdefault(case.fits[0].entry.path, case.key)


def _proposal(case: _Case) -> Proposal:
    ask = case.ask
    if ask.refused is not None:
        return Proposal(ask.text, None, Certainty.NONE, (), ask.refused)
    shown = tuple(Candidate(fit.entry.path, round(fit.score, 3), _why(ask, fit)) for fit in case.fits[:_SHOWN])
    certainty = _certainty(case.fits)
    if certainty is Certainty.NONE:
        return Proposal(ask.text, None, certainty, shown, "no field fits", new_field(case.prompt, ask))
    best = case.fits[0]
    why = shown[0].why + ("; it may be absent: nothing is printed then" * any(step.absent for step in best.entry.steps))
    return Proposal(ask.text, tag(best.entry, ask.facet), certainty, shown, why)


def _certainty(fits: Sequence[Fit]) -> Certainty:
    if not fits or fits[0].score < _PLAUSIBLE:
        return Certainty.NONE
    apart = fits[0].score - (fits[1].score if len(fits) > 1 else 0.0)
    if fits[0].score >= _SURE and apart >= _SURE_APART:
        return Certainty.SURE
    if fits[0].score >= _LIKELY and apart >= _LIKELY_APART:
        return Certainty.LIKELY
    return Certainty.UNSURE


def _why(ask: Ask, fit: Fit) -> str:
    """What speaks for a field, in words."""
    names: Mapping[str, float] = dict.fromkeys(
        (*fit.entry.own, *(word for part in fit.entry.above for word in part)), 1
    )
    shared = [word for word in ask.words if word in names]
    said = [word for word in ask.words if word not in names and word in fit.entry.said]
    reasons = []
    if shared:
        reasons.append(f"its name has {', '.join(shared)}")
    if said:
        reasons.append(f"its description has {', '.join(said)}")
    if ask.facet is not None and ask.facet == fit.entry.facet:
        reasons.append(f"it is of the kind {ask.facet}")
    return "; ".join(reasons) or "the words around it"


def _merged(proposals: list[Proposal], group: Sequence[_Case]) -> Iterator[Proposal]:
    """Parts of a prompt that all mean one field are one: a whole address of "street, city, postcode"."""
    tags = {one.tag for one in proposals}
    if len(proposals) > 1 and len(tags) == 1 and None not in tags:
        best = max(proposals, key=lambda one: one.candidates[0].score)
        yield replace(best, asks=", ".join(case.ask.text for case in group))
    else:
        yield from proposals
