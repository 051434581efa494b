"""Keyed digests: what a ledger or manifest holds of letters, so that nobody who has it can try names against it."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from pathlib import Path

from pydantic import BaseModel

from letterforge.errors import UsageError
from letterforge.files.writing import write_whole
from letterforge.models.data_picture import DataPicture, UnreadPicture
from letterforge.models.days import Days
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear

VARIABLE = "LETTERFORGE_KEY"
_LEAST = 16
_SIZE = 16


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests under one key (BLAKE2b, RFC 7693, 16 bytes)."""

    key: bytes = field(repr=False)

    def of(self, *parts: bytes) -> bytes:
        """The digest of some parts; no two rows of parts run into one another."""
        return self.of_all(piece for part in parts for piece in (len(part).to_bytes(8, "big"), part))

    def of_all(self, pieces: Iterable[bytes]) -> bytes:
        """The digest of what comes in pieces, one behind the other."""
        found = hashlib.blake2b(key=self.key, digest_size=_SIZE)
        for piece in pieces:
            found.update(piece)
        return found.digest()


def key_of(file: Path | None = None) -> Digests:
    """The key of a file, else of the environment, else of this user's own file, which is made if there is none.

    Raises:
        UsageError: it cannot be read, is too short, or others may read the file.
    """
    said = os.environ.get(VARIABLE)
    if file is None and said is not None:
        return _long_enough(said.encode(), f"the environment variable {VARIABLE}")
    path = file if file is not None else own_key_file()
    try:
        if file is None and not path.exists():
            _make(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            message = f"others may read the key file {path}; make it yours alone: chmod 600"
            raise UsageError(message)
        return _long_enough(path.read_bytes().strip(), f"the key file {path}")
    except OSError as fault:
        message = f"the key file {path} cannot be read: {fault.strerror}; give another with --key-file"
        raise UsageError(message) from None


def own_key_file() -> Path:
    """Where the key of this user lies: in the folder for settings (XDG Base Directory)."""
    settings = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(settings) / "letterforge" / "key"


def _make(path: Path) -> None:
    """Make a key, whole or not at all: half of one would be the key of ledgers that nobody could go on with."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{secrets.token_hex(8)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            write_whole(handle, secrets.token_hex(32).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        with contextlib.suppress(FileExistsError):  # another run was quicker
            os.link(part, path)
    finally:
        part.unlink()


def _long_enough(key: bytes, where: str) -> Digests:
    if len(key) < _LEAST:
        message = f"{where} has fewer than {_LEAST} bytes, which somebody could guess"
        raise UsageError(message)
    return Digests(hashlib.sha256(key).digest())


def written_out(data: object) -> bytes:
    """Data as bytes that are the same for the same data, whatever order they came in.

    Raises:
        TypeError: there is something in them whose contents nobody can write out.
    """
    return json.dumps(data, sort_keys=True, default=_plain, ensure_ascii=False, separators=(",", ":")).encode(
        errors="surrogatepass"
    )


def _plain(value: object) -> object:  # noqa: PLR0911  (one for each type)
    if isinstance(value, BaseModel):
        return {type(value).__qualname__: dict(value)}
    if isinstance(value, (datetime.date, datetime.time)):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return {"duration": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Amount):
        return {"money": str(value)}
    if isinstance(value, Days):
        return {"days": value.count}
    if isinstance(value, MonthOfYear):
        return {"month": value.first_day.isoformat()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (DataPicture, UnreadPicture)):  # of what cannot be read no letter is made
        return {"picture": [value.digest, value.alt, value.width] if isinstance(value, DataPicture) else []}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=repr)
    if isinstance(value, Mapping):
        return dict(value)
    message = f"data that hold a {type(value).__name__} cannot be told apart from others"
    raise TypeError(message)
