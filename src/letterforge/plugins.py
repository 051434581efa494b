"""What installed packages offer, found by entry point: renderers, kinds of letter and stationeries.

Listing imports nothing. Only the one asked for is loaded, and a broken one harms no other.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterforge.discovery.entry_points import LETTERS, RENDERERS, STATIONERIES, Offer, damaged, offers
from letterforge.errors import BrokenPluginError, NameClashError, UnknownNameError, WrongShapeError
from letterforge.filekinds import FILE_KINDS
from letterforge.files.standing import is_file, standing
from letterforge.renderer import Renderer

if TYPE_CHECKING:
    from letterforge.models.letter_data import LetterKind

__all__ = [
    "LETTERS",
    "RENDERERS",
    "STATIONERIES",
    "Offer",
    "damaged",
    "kind",
    "offers",
    "renderer",
    "stationery",
    "wrong_shape",
]

_WHAT = {RENDERERS: "renderer", LETTERS: "kind of letter", STATIONERIES: "stationery"}


def _offer(group: str, name: str) -> Offer:
    here = offers(group)
    found = [offer for offer in here if offer.name == name]
    what = _WHAT[group]
    if not found:
        from difflib import get_close_matches  # noqa: PLC0415  (for a mistake)

        names = list(dict.fromkeys(offer.name for offer in here))
        close = [_by_file(name, names)] if _by_file(name, names) else get_close_matches(name.lower(), names, n=1)
        listed = f"installed are: {', '.join(names)}" if names else "none is installed"
        hint = f"did you mean {close[0]}?" if close else "install the package that offers it, or check the spelling"
        message = f"no {what} is called {name!r}; {listed}; {hint}"
        raise UnknownNameError(message)
    if len(found) > 1:
        owners = " and ".join(offer.origin for offer in found)
        message = f"the {what} {name!r} is offered by {owners}; uninstall one of them"
        raise NameClashError(message)
    return found[0]


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
            f"the {what} {offer.name!r} of {offer.origin} cannot be imported: {_reason(fault)}; "
            f"reinstall {offer.distribution}, or tell its authors"
        )
        raise BrokenPluginError(message) from fault


def _reason(fault: BaseException) -> str:
    if isinstance(fault, SystemExit):
        return "it ends the program when it is imported (SystemExit)"
    text = str(fault).strip().splitlines()
    return f"{type(fault).__name__}: {text[0]}" if text else type(fault).__name__


def renderer(name: str) -> Renderer:
    """The renderer of a name, made once.

    Raises:
        UnknownNameError, NameClashError, BrokenPluginError, WrongShapeError: it cannot be had; each says why, whose
            it is and what to do.
    """
    return _renderer(_offer(RENDERERS, name))


@functools.lru_cache(maxsize=32)
def _renderer(offer: Offer) -> Renderer:
    made = _load(offer)
    try:
        instance = made()
    except KeyboardInterrupt:
        raise
    except BaseException as fault:
        message = f"the renderer {offer.name!r} of {offer.origin} cannot be made without arguments: {_reason(fault)}; tell its authors"
        raise BrokenPluginError(message) from fault
    fault_found = wrong_shape(instance)
    if fault_found is not None:
        message = (
            f"the renderer {offer.name!r} of {offer.origin} does not keep the protocol: {fault_found}; tell its authors"
        )
        raise WrongShapeError(message)
    assert isinstance(instance, Renderer)  # noqa: S101  (as wrong_shape has just asked)
    return instance


_DESCRIBED = 2  # of what is asked for, media_type and suffix
_MEDIA_TYPE = re.compile(r"[a-zA-Z0-9][\w.+!#$&^-]*/[a-zA-Z0-9][\w.+!#$&^-]*(?:[ \t]*;[ -~]*)?", re.ASCII)
_SUFFIX = re.compile(r"\.[\w-][\w.+-]{0,30}(?<!\.)")  # nothing that a system takes for a folder, or cuts off


def wrong_shape(instance: object) -> str | None:
    """What an object lacks to be a renderer, None if it lacks nothing."""
    got: dict[str, object] = {}
    try:
        for name in ("media_type", "suffix", "render", "text", "own_words"):
            got[name] = getattr(instance, name, None)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # noqa: BLE001  (a property can do anything)
        what = "media_type or suffix" if len(got) < _DESCRIBED else "render, text or own_words"
        return f"{what} cannot be read: {_reason(fault)}"
    media_type, suffix = got["media_type"], got["suffix"]
    if type(media_type) is not str or not _MEDIA_TYPE.fullmatch(media_type):
        return "media_type is not a text such as application/pdf"
    if type(suffix) is not str or not _SUFFIX.fullmatch(suffix):
        return "suffix is not a text such as .pdf"
    if not callable(got["render"]):
        return "there is no method render"
    if got["text"] is not None and not callable(got["text"]):
        return "text is there, and is no method"
    words = got["own_words"]
    if words is not None and not (isinstance(words, (tuple, list)) and all(type(word) is str for word in words)):
        return "own_words is there, and is no tuple of texts"
    return _at_odds(media_type, suffix)


@functools.lru_cache(maxsize=64)
def _at_odds(media_type: str, suffix: str) -> str | None:
    """How a media type and a suffix are those of two kinds of file, None where they are not."""
    bare = media_type.partition(";")[0].strip().lower()
    said = next((kind for kind in FILE_KINDS if bare in kind.media_types), None)
    named = next((kind for kind in FILE_KINDS if suffix.lower() in kind.finished_suffixes), None)
    if said is not None and named is not None and said is not named:
        return f"the suffix {suffix} is that of {named.media_type}, and media_type is another"
    return None


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
    if standing(found) is None:
        message = (
            f"the stationery {name!r} of {offer.origin} lacks its folder {found.name}; "
            f"reinstall {offer.distribution}, or tell its authors"
        )
        raise BrokenPluginError(message)
    return found
