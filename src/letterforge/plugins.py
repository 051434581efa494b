"""What installed packages offer, found by entry point: renderers, kinds of letter and stationeries.

Listing imports nothing. Only the one asked for is loaded, and a broken one harms no other.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterforge.discovery.entry_points import LETTERS, RENDERERS, STATIONERIES, Offer, damaged, offers
from letterforge.errors import (
    BrokenPluginError,
    NameClashError,
    RendererError,
    StationeryError,
    UnknownNameError,
    UsageError,
    WrongShapeError,
)
from letterforge.filekinds import FILE_KINDS, FINISHED_SUFFIXES
from letterforge.files.standing import is_file, is_folder
from letterforge.findings import Finding, Severity
from letterforge.renderer import Renderer, reason, wrong_shape
from letterforge.rules.stationery import RENDERER_OPTION

if TYPE_CHECKING:
    from letterforge.models.letter_data import LetterKind
    from letterforge.options import Arguments, Option, Value
    from letterforge.stationery import Stationery

__all__ = [
    "LETTERS",
    "RENDERERS",
    "STATIONERIES",
    "Offer",
    "damaged",
    "kind",
    "offers",
    "option_faults",
    "options",
    "renderer",
    "renderer_for",
    "stationery",
]

_WHAT = {RENDERERS: "renderer", LETTERS: "kind of letter", STATIONERIES: "stationery"}


def _offer(group: str, name: str) -> Offer:
    here = offers(group)
    found = [offer for offer in here if offer.name == name]
    what = _WHAT[group]
    if not found:
        names = list(dict.fromkeys(offer.name for offer in here))
        close = _by_file(name, names) or _nearest(name, names)
        listed = f"installed are: {', '.join(names)}" if names else "none is installed"
        hint = f"did you mean {close}?" if close else "install the package that offers it, or check the spelling"
        suffix = f".{name.lower().removeprefix('.')}"
        if group == RENDERERS and not close and suffix in FINISHED_SUFFIXES and (others := _writing(suffix, here)):
            hint += (
                f"; {' and '.join(others)} {'write' if len(others) > 1 else 'writes'} such files, too: --to {others[0]}"
            )
        message = f"no {what} is called {name!r}; {listed}; {hint}"
        raise UnknownNameError(message)
    if len(found) > 1:
        owners = " and ".join(offer.origin for offer in found)
        message = f"the {what} {name!r} is offered by {owners}; uninstall one of them"
        raise NameClashError(message)
    return found[0]


def _writing(suffix: str, here: Sequence[Offer]) -> list[str]:
    """The renderers, called by other names, whose files end so; one that cannot be loaded writes none."""
    found: list[str] = []
    for offer in here:
        try:
            made = renderer(offer.name)
        except RendererError:
            continue
        if made.suffix.lower() == suffix:
            found.append(offer.name)
    return found


def _by_file(name: str, names: Sequence[str]) -> str | None:
    """The renderer that is called as files of a kind end, for a name in capitals, a suffix or the kind's own name."""
    said = name.lower().removeprefix(".")
    if said in names:
        return said
    for kind in FILE_KINDS:
        endings = [suffix.removeprefix(".") for suffix in (*kind.finished_suffixes, *kind.refused_suffixes)]
        if said in (kind.name.lower(), *endings):
            return next((ending for ending in endings if ending in names), None)
    return None


def _load(offer: Offer) -> Any:  # noqa: ANN401  (whatever the package offers)
    from importlib_metadata import EntryPoint  # noqa: PLC0415  (as above)

    what = _WHAT[offer.group]
    try:
        return EntryPoint(offer.name, offer.value, offer.group).load()
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # a module that exits, or panics in Rust, must not take the program with it
        message = (
            f"the {what} {offer.name!r} of {offer.origin} cannot be imported: {reason(fault)}; "
            f"reinstall {offer.distribution}, or tell its authors"
        )
        raise BrokenPluginError(message) from fault


def renderer(name: str, options: Mapping[str, Value] | None = None) -> Renderer:
    """The renderer of a name with its options, made once.

    Raises:
        UnknownNameError, NameClashError, BrokenPluginError, WrongShapeError: it cannot be had; each says why, whose
            it is and what to do.
        UsageError: it has no such option, or the option takes no such value.
    """
    offer = _offer(RENDERERS, name)
    if not options:
        return _renderer(offer)
    arguments, faults = _settled(offer, options)
    if faults:
        raise UsageError("; ".join(f"{name}.{option}: {reason}" for option, reason in faults))
    return _renderer(offer, arguments)


def renderer_for(name: str, stationery: Stationery) -> Renderer:
    """The renderer of a name, as the stationery of a letter wants it.

    Raises:
        StationeryError: what the stationery says to it cannot be said.
        RendererError: as `renderer`.
    """
    said = stationery.renderer_options.get(name)
    if not said:
        return renderer(name)
    offer = _offer(RENDERERS, name)
    arguments, faults = _settled(offer, said)
    if faults:
        raise StationeryError(tuple(_told(stationery, f"{name}.{option}", reason) for option, reason in faults))
    return _renderer(offer, arguments)


def options(name: str) -> tuple[Option, ...]:
    """What can be said to the renderer of a name; raises as `renderer`."""
    return _options(_offer(RENDERERS, name))


def option_faults(stationery: Stationery) -> Iterator[Finding]:
    """What a stationery says to renderers, and they do not take; what one takes that is not installed, nobody knows."""
    installed = list(dict.fromkeys(offer.name for offer in offers(RENDERERS)))
    for name, said in stationery.renderer_options.items():
        if name in installed:
            faults = _settled(_offer(RENDERERS, name), said)[1]
            yield from (_told(stationery, f"{name}.{option}", reason) for option, reason in faults)
        else:
            close = _by_file(name, installed) or _nearest(name, installed)
            reason = "no renderer of this name is installed" + (f"; did you mean {close}?" if close else "")
            yield replace(_told(stationery, name, reason), severity=Severity.WARNING)


def _told(stationery: Stationery, option: str, reason: str) -> Finding:
    return RENDERER_OPTION.at(stationery.place(f"renderer.{option}"), message=reason)


def _nearest(name: str, names: Sequence[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415  (for a mistake)

    return next(iter(get_close_matches(name.lower(), names, n=1)), None)


@functools.lru_cache(maxsize=32)
def _options(offer: Offer) -> tuple[Option, ...]:
    from letterforge.options import options_of  # noqa: PLC0415  (most letters are made without)

    made = _load(offer)
    try:
        return options_of(made)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:
        message = f"the renderer {offer.name!r} of {offer.origin} does not say what it takes: {reason(fault)}; tell its authors"
        raise WrongShapeError(message) from fault


def _settled(offer: Offer, said: Mapping[str, Value]) -> tuple[Arguments, tuple[tuple[str, str], ...]]:
    from letterforge.options import settled  # noqa: PLC0415  (as above)

    return settled(_options(offer), said)


@functools.lru_cache(maxsize=32)
def _renderer(offer: Offer, arguments: Arguments = ()) -> Renderer:
    made = _load(offer)
    try:
        instance = made(**dict(arguments))
    except KeyboardInterrupt:
        raise
    except BaseException as fault:
        with_what = "with the options that it says it takes" if arguments else "without arguments"
        message = f"the renderer {offer.name!r} of {offer.origin} cannot be made {with_what}: {reason(fault)}; tell its authors"
        raise BrokenPluginError(message) from fault
    fault_found = wrong_shape(instance)
    if fault_found is not None:
        message = (
            f"the renderer {offer.name!r} of {offer.origin} does not keep the protocol: {fault_found}; tell its authors"
        )
        raise WrongShapeError(message)
    assert isinstance(instance, Renderer)  # noqa: S101  (as wrong_shape has just asked)
    return instance


def kind(name: str) -> LetterKind:
    """The kind of letter of a name.

    Raises:
        UnknownNameError, NameClashError, BrokenPluginError, WrongShapeError: as for `renderer`.
    """
    from letterforge.models.letter_data import KIND_NAME, LetterKind  # noqa: PLC0415  (pydantic is slow to import)

    offer = _offer(LETTERS, name)
    found = _load(offer)
    if not isinstance(found, LetterKind):
        message = f"the kind of letter {name!r} of {offer.origin} is not a letterforge.LetterKind; tell its authors"
        raise WrongShapeError(message)
    if not KIND_NAME.match(name):
        message = (
            f"the kind of letter {name!r} of {offer.origin} is misnamed: such a name has small letters, digits and "
            "hyphens; tell its authors"
        )
        raise WrongShapeError(message)
    if not is_file(found.template):
        message = (
            f"the kind of letter {name!r} of {offer.origin} lacks its template {found.template.name}; "
            f"reinstall {offer.distribution}, or tell its authors"
        )
        raise BrokenPluginError(message)
    return found


def stationery(name: str) -> Path:
    """The folder of the installed stationery of a name: an entry point of the group names a path.

    Raises:
        UnknownNameError, NameClashError, BrokenPluginError, WrongShapeError: as for `renderer`.
    """
    offer = _offer(STATIONERIES, name)
    found = _load(offer)
    if not isinstance(found, Path):
        message = f"the stationery {name!r} of {offer.origin} is not a pathlib.Path; tell its authors"
        raise WrongShapeError(message)
    if not is_folder(found) and not is_file(found):
        message = (
            f"the stationery {name!r} of {offer.origin} lacks its folder {found.name}; "
            f"reinstall {offer.distribution}, or tell its authors"
        )
        raise BrokenPluginError(message)
    return found
