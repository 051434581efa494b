"""The tag that prints a field: a loop where there are several, a condition where it may be absent."""

from __future__ import annotations

from letterforge.adopting.mapping.catalogue import Entry, Step
from letterforge.models.kinds import Kind

_PART_OF_A_DATE = {"month": "month", "year": 'date("year")', "day": 'date("day")', "time": "time"}
_ITEM = "one"


def tag(entry: Entry, facet: str | None) -> str:
    """What prints the field at its place; of a date only the part that is asked for."""
    return _printed(entry.steps, "", _filter(entry.kind, facet), 0)


def _filter(kind: Kind, facet: str | None) -> str:
    if kind is Kind.DATETIME or (kind is Kind.DATE and facet in {"month", "year", "day"}):
        return f" | {_PART_OF_A_DATE.get(facet or '', 'date')}"
    return ""


def _printed(steps: tuple[Step, ...], root: str, last: str, depth: int) -> str:
    """Down to the first list, which becomes a loop or is joined; then on from its item."""
    plain = next((number for number, step in enumerate(steps) if step.many), len(steps) - 1)
    names = [f"{root}.{steps[0].name}" if root else steps[0].name]
    for step in steps[1 : plain + 1]:
        names.append(f"{names[-1]}.{step.name}")
    path, rest = names[-1], steps[plain + 1 :]
    if steps[plain].many and rest:
        item = _ITEM if depth == 0 else f"{_ITEM}_{depth}"
        inner = _printed(rest, item, last, depth + 1)
        body = f"{{% for {item} in {path} %}}{inner}{{% if not loop.last %}}, {{% endif %}}{{% endfor %}}"
    elif steps[plain].many and last:
        body = (
            f"{{% for {_ITEM} in {path} %}}{{{{ {_ITEM}{last} }}}}{{% if not loop.last %}}, {{% endif %}}{{% endfor %}}"
        )
    elif steps[plain].many:
        body = f'{{{{ {path} | join(", ") }}}}'
    else:
        body = f"{{{{ {path}{last} }}}}"
    absent = [name for name, step in zip(names, steps, strict=False) if step.absent]
    return f"{{% if {' and '.join(absent)} %}}{body}{{% endif %}}" if absent else body
