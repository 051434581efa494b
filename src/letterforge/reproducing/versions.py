"""Which versions of which packages make a letter: a distribution, and all that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_EXTRA = re.compile(r"\bextra\s*==")


def versions(roots: Iterable[str]) -> dict[str, str]:
    """The versions of distributions and of all that they need and that is installed, by normalised name, sorted."""
    from importlib_metadata import PackageNotFoundError, distribution  # noqa: PLC0415  (slow to import)

    found: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            here = distribution(name)
        except PackageNotFoundError:  # for another system, by its marker
            continue
        found[name] = here.version
        waiting += [said[1] for one in here.requires or () if not _optional(one) and (said := _NAME.match(one))]
    return dict(sorted(found.items()))


def _optional(requirement: str) -> bool:
    """Whether a requirement (PEP 508) is that of an extra."""
    return _EXTRA.search(requirement.partition(";")[2]) is not None


def _normal(name: str) -> str:
    """A name as the index has it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def libraries(renderer: object) -> Mapping[str, str]:
    """What a renderer's files depend on outside of Python, by name: its ``libraries``, where it has them."""
    said = getattr(renderer, "libraries", None)
    found = said() if callable(said) else {}
    return {str(name): str(version) for name, version in sorted(found.items())}
