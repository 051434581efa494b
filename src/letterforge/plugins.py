"""What installed packages offer, found by entry point: renderers and kinds of letter.

Listing imports nothing. Only the one asked for is loaded, and a broken one harms no other.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from letterforge.errors import (
    BrokenPluginError,
    NameClashError,
    StationeryError,
    UnknownNameError,
    UsageError,
    WrongShapeError,
)
from letterforge.filekinds import FILE_KINDS
from letterforge.files.standing import is_file
from letterforge.findings import Finding, Severity
from letterforge.renderer import Renderer
from letterforge.rules.stationery import RENDERER_OPTION

if TYPE_CHECKING:
    from letterforge.models.letter_data import LetterKind
    from letterforge.options import Arguments, Option, Value
    from letterforge.stationery import Stationery

RENDERERS = "letterforge.renderers"
LETTERS = "letterforge.letters"
_WHAT = {RENDERERS: "renderer", LETTERS: "kind of letter"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry point: its name and value, and the distribution that it comes from."""

    group: str
    name: str
    value: str
    distribution: str
    version: str

    @property
    def origin(self) -> str:
        """Whose it is, for messages."""
        return f"{self.distribution} {self.version}" if self.version else f"{self.distribution} (without a version)"


def offers(group: str) -> tuple[Offer, ...]:
    """All offers of a group, sorted by name. Nothing is imported."""
    return tuple(offer for offer in _scan(tuple(sys.path))[0] if offer.group == group)


def damaged() -> tuple[str, ...]:
    """Distributions whose entry points cannot be read."""
    return _scan(tuple(sys.path))[1]


@functools.lru_cache(maxsize=4)
def _scan(path: tuple[str, ...]) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """Read the metadata of every distribution by itself: one malformed file must not hide the others."""
    from importlib_metadata import distributions  # noqa: PLC0415  (slow to import; a path to a template needs none)

    found: list[Offer] = []
    broken: list[str] = []
    seen: set[str] = set()
    for distribution in distributions(path=list(path)):
        name, version, sound = _head(distribution)
        if name in seen:
            continue
        seen.add(name)
        try:
            points = distribution.entry_points if sound else None
        except Exception:  # noqa: BLE001  (anything at all can be in somebody's file)
            points = None
        if points is None or (not points and _cannot_be_read(distribution)):
            broken.append(name)
        found += [
            Offer(point.group, point.name, point.value, name, version) for point in points or () if point.group in _WHAT
        ]
    return tuple(sorted(found, key=lambda o: (o.group, o.name, o.distribution))), tuple(sorted(broken))


_FIELD = re.compile(r"^(Name|Version):[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_METADATA = ("METADATA", "PKG-INFO", "")
"""Where a distribution says what it is: a wheel, an egg, and an egg that is one file."""


def _head(distribution: Any) -> tuple[str, str, bool]:  # noqa: ANN401  (a distribution, whose type the library does not export)
    """The normalised name, the version, and whether the metadata can be read and say the name.

    They are looked for in the head, since the library parses all of the metadata, the whole README too: two milliseconds
    for each distribution there is. Where there is no name in it, the folder has one.
    """
    try:
        head = next(text for name in _METADATA if (text := distribution.read_text(name))).partition("\n\n")[0]
    except Exception:  # noqa: BLE001  (as above)
        head = ""
    said = {key.lower(): value for key, value in reversed(_FIELD.findall(head))}  # the first of each
    folder = getattr(distribution, "_path", None)  # the library has no other way to it
    name = said.get("name") or str(getattr(folder, "name", "")).partition("-")[0]
    return name.lower().replace("_", "-").replace(".", "-"), said.get("version", ""), bool(said.get("name"))


def _cannot_be_read(distribution: Any) -> bool:  # noqa: ANN401  (as above)
    """Whether entry points are there that nobody may read: the library takes them for none at all."""
    folder = getattr(distribution, "_path", None)
    try:
        return folder is not None and not _readable(folder / "entry_points.txt")
    except Exception:  # noqa: BLE001  (a distribution in a zip, or none that has a folder)
        return False


def _readable(path: Any) -> bool:  # noqa: ANN401  (a path, or one in a zip)
    return not os.path.lexists(path) or (os.path.isfile(path) and os.access(path, os.R_OK))  # noqa: PTH113  (as above)


def _offer(group: str, name: str) -> Offer:
    here = offers(group)
    found = [offer for offer in here if offer.name == name]
    what = _WHAT[group]
    if not found:
        names = list(dict.fromkeys(offer.name for offer in here))
        close = _by_file(name, names) or _nearest(name, names)
        listed = f"installed are: {', '.join(names)}" if names else "none is installed"
        hint = f"did you mean {close}?" if close else "install the package that offers it, or check the spelling"
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
        message = f"the renderer {offer.name!r} of {offer.origin} does not say what it takes: {_reason(fault)}; tell its authors"
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
        message = f"the renderer {offer.name!r} of {offer.origin} cannot be made {with_what}: {_reason(fault)}; tell its authors"
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
