"""How well prompts of real letters are mapped to fields, by answer keys that were made by reading.

    python -m tools.mapping.measure [--half tuned] [--own] [FOLDER]

The letters lie in ``../shared/corpus/prompts`` and are none of the project: a key (``keys.tsv``) knows a prompt by a digest of its
file's name, its text and its number, and says which fields of the subject's model are right, or that none is (``-``). The
models (``models/``) were written before any prompt was listed. The half "kept back" was read and labelled when the rules were
frozen: they then proposed 55 % of it and, with the right field taken out, 15 % wrongly. What was learnt from that is in
the rules since, so that only letters that nobody here has seen can say how good they are.

``own/`` holds letters that were made up, from what letters of their kind are like, to find the rules that the corpus is too small to show: they are
tuned on, as the half "tuned" is (four of the ten against models of subjects kept back, none with a prompt of those), and ``--own`` measures them alone.

Distinct prompts are those of one subject with other words, another label or another right answer. For each that has a field, that field is also taken out of
the model: what is then proposed, and not marked as unsure, is wrong.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.mapping.reading import Found, files, prompts
from tools.mapping.subjects import half_of, made_up, model_of, subject_of

from letterforge.adopting.mapping import propose
from letterforge.adopting.mapping.words import concepts
from letterforge.adopting.prompts import Certainty, Prompt, Proposal
from letterforge.models.letter_data import LetterData

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus" / "prompts"
HALVES = ("tuned", "kept back")
KEYS = HERE / "keys.tsv"
NONE = "-"
_QUOTED, _SIGNS = re.compile(r"\"[^\"]*\""), re.compile(r"[\d\W_]+")
CLAIMED = (Certainty.SURE, Certainty.LIKELY)


@dataclass(slots=True)
class Figures:
    """What was counted in one half."""

    found: int = 0
    distinct: int = 0
    fielded: int = 0
    proposed: int = 0
    right: Counter[Certainty] = field(default_factory=Counter)
    whole: Counter[Certainty] = field(default_factory=Counter)
    taken: int = 0
    wrongly: Counter[Certainty] = field(default_factory=Counter)
    unlike: int = 0
    faults: list[str] = field(default_factory=list)


def digest(found: Found) -> str:
    """How the keys know a prompt."""
    said = f"{found.file}\0{found.prompt.text}\0{found.ordinal}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def keys() -> dict[str, frozenset[str]]:
    """The right answers by digest: fields any of which is right, or none."""
    rows = (line.split("\t") for line in KEYS.read_text(encoding="utf-8").splitlines() if line)
    return {row[0]: frozenset(row[1].split("|")) for row in rows}


def measure(paths: Iterable[Path]) -> Figures:
    """All figures over some files."""
    figures, answers = Figures(), keys()
    seen: set[tuple[str, str, str, frozenset[str]]] = set()
    for path in paths:
        subject = subject_of(path.name)
        if subject is None:
            continue
        found = prompts(path)
        figures.found += len(found)
        proposals = propose([one.prompt for one in found], model_of(subject))
        for number, one in enumerate(found):
            right = answers.get(digest(one))
            if right is None:
                continue
            mark = (subject, _SIGNS.sub("", _QUOTED.sub("", one.prompt.text.casefold())), _beside(one), right)
            if mark not in seen:
                seen.add(mark)
                _judge(figures, one, right, proposals[number])
                if NONE not in right:
                    _without(figures, found, number=number, right=right, model=functools.partial(model_of, subject))
    return figures


def measure_own() -> Figures:
    """All figures over the letters that were made up for the rules (``own/``)."""
    figures = Figures()
    for name, model, said in made_up():
        found = [
            Found(
                name,
                Prompt(
                    one["text"],
                    one.get("before", ""),
                    one.get("after", ""),
                    one.get("heading", ""),
                    one.get("label", ""),
                ),
                1,
            )
            for one in said
        ]
        figures.found += len(found)
        proposals = propose([one.prompt for one in found], model(frozenset()))
        for number, one in enumerate(found):
            right = frozenset(said[number]["right"].split("|"))
            _judge(figures, one, right, proposals[number])
            if NONE not in right:
                _without(figures, found, number=number, right=right, model=model)
    return figures


def _beside(one: Found) -> str:
    """What tells blanks of the same words apart: the label, or what stands before."""
    if one.prompt.text.startswith(("{", "<", "«")):
        return ""  # it has a name of its own
    return one.prompt.label or one.prompt.before[-30:] if len(list(concepts(one.prompt.text))) < 2 else ""  # noqa: PLR2004


def _judge(figures: Figures, one: Found, right: frozenset[str], proposals: Sequence[Proposal]) -> None:
    """One prompt counts once, by the surest of what is proposed for it; each of its parts must be right."""
    figures.distinct += 1
    claimed = [each for each in proposals if each.certainty in CLAIMED]
    level = min((each.certainty for each in proposals), key=list(Certainty).index)
    figures.whole[level] += 1
    chosen = {each.candidates[0].path for each in (claimed or proposals) if each.tag is not None}
    good = chosen <= right if chosen else NONE in right or level is Certainty.UNSURE
    if NONE not in right:
        figures.fielded += 1
        figures.proposed += bool(claimed)
    figures.right[level] += good
    if good and claimed and chosen:
        name = {word for path in chosen for word in concepts(path.rpartition(".")[2])}
        figures.unlike += not name & set(concepts(one.prompt.text))
    if not good:
        figures.faults.append(_said(one, proposals, right))


def _without(
    figures: Figures,
    found: Sequence[Found],
    *,
    number: int,
    right: frozenset[str],
    model: Callable[[frozenset[str]], type[LetterData]],
) -> None:
    """The same prompt with every right field taken out of the model."""
    rest = model(frozenset(path.replace("[]", "") for path in right) | right)
    proposals = propose([one.prompt for one in found], rest)[number]
    figures.taken += 1
    level = min((each.certainty for each in proposals), key=list(Certainty).index)
    figures.wrongly[level] += 1
    if level in CLAIMED:
        figures.faults.append("taken out: " + _said(found[number], proposals, right))


def _said(one: Found, proposals: Sequence[Proposal], right: frozenset[str]) -> str:
    answers = [(each.certainty.value, [(c.path, c.score) for c in each.candidates]) for each in proposals]
    return f"{one.file[-40:]}: {one.prompt.label!r} {one.prompt.before[-40:]!r} {one.prompt.text!r} right {sorted(right)} got {answers}"


def report(name: str, figures: Figures) -> str:
    """The figures in words."""
    lines = [
        f"{name}: {figures.found} prompts found, {figures.distinct} distinct with a key, {figures.fielded} of them with a field"
    ]
    lines += [f"  {level.value}: {figures.right[level]} of {figures.whole[level]} right" for level in Certainty]
    sure = figures.wrongly[Certainty.SURE]
    claimed = sum(figures.wrongly[level] for level in CLAIMED)
    lines += [
        f"  sure or likely for {_share(figures.proposed, figures.fielded)} of those with a field",
        f"  the right field taken out: {_share(claimed, figures.taken)} mapped wrongly and not marked unsure, {sure} sure",
        f"  {figures.unlike} right proposals share no word with the field's name",
    ]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "none"


def main() -> None:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--faults", action="store_true", help="what was wrong, with words of the files")
    parser.add_argument("--own", action="store_true", help="the letters that were made up for the rules, and no others")
    given = parser.parse_args()
    if given.own:
        figures = measure_own()
        print("\n".join([report("made up", figures), *(figures.faults if given.faults else ())]))
        return
    for half in given.half or HALVES:
        figures = measure(path for path in files(given.folder) if half_of(path.name) == half)
        print(report(half, figures))
        if given.faults:
            print("\n".join(figures.faults))


if __name__ == "__main__":
    main()
