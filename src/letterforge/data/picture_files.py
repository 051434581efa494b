"""Pictures that data name: read from the folder of their data file or sheet, and from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath, PureWindowsPath

from letterforge.data.data_file import DataFile
from letterforge.data.descent import named
from letterforge.files.reading import OversizeError, read_file
from letterforge.limits import DATA_DEPTH, PICTURE_BYTES
from letterforge.models.data_picture import UnreadPicture
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, ListOf, MapOf, Record, Shape

FILE, ALT = "file", "alt"
_BARE = "must be the bare name of a file in the folder of the data, without a path"
_LINKED = "names what is not a file in the folder of the data: a link that leads out of it, a folder, or a pipe"


def with_pictures(data: DataFile, shape: Shape) -> DataFile:
    """The data with the bytes of each file that a field for a picture names; without a folder they stay as they are."""
    folder = data.folder
    if folder is None or not holds_pictures(shape):
        return data
    return DataFile(_read(data.values, shape, folder), data.file, data.places, folder)


def holds_pictures(shape: Shape, depth: int = 0, seen: frozenset[type] = frozenset()) -> bool:
    """Whether there is a field for a picture anywhere in a shape; one that holds itself is looked into once."""
    for atom in shape:
        match atom:
            case Leaf(kind=Kind.PICTURE):
                return True
            case ListOf(item=inner) | MapOf(value=inner) if depth < DATA_DEPTH.most:
                if holds_pictures(inner, depth + 1, seen):
                    return True
            case Record(model=model) if model is None or model not in seen:
                known = seen if model is None else seen | {model}
                if any(holds_pictures(one.shape, depth + 1, known) for one in atom.fields.values()):
                    return True
    return False


def _read(value: object, shape: Shape, folder: Path) -> object:
    if any(isinstance(atom, Leaf) and atom.kind is Kind.PICTURE for atom in shape):
        if isinstance(value, str) and value.strip():
            return content_of(value.strip(), folder)
        if isinstance(value, Mapping) and isinstance(value.get(FILE), str):
            return {**value, FILE: content_of(value[FILE].strip(), folder)}
    if isinstance(value, list):
        items = tuple(atom for one in shape if isinstance(one, ListOf) for atom in one.item)
        return [_read(one, items, folder) for one in value] if items else value
    if not isinstance(value, dict):
        return value
    records = [atom for atom in shape if isinstance(atom, Record)]
    others = tuple(atom for one in shape if isinstance(one, MapOf) for atom in one.value)
    out = {}
    for key, one in value.items():
        fields = [field for record in records if (field := named(record, key)) is not None]
        inner = tuple(atom for field in fields for atom in field.shape) or others
        out[key] = _read(one, inner, folder) if inner else one
    return out


def content_of(name: str, folder: Path) -> bytes | UnreadPicture:
    """The content of a file by its bare name; what is wrong with it is never said in words that hold the name."""
    pure = PureWindowsPath(name)
    if (
        not name
        or name in {".", ".."}
        or "\0" in name
        or pure.name != name
        or PurePath(name).name != name
        or ":" in name
    ):
        return UnreadPicture(_BARE)
    try:
        path = (folder / name).resolve(strict=True)
        if path.parent != folder.resolve(strict=True) or not path.is_file():
            return UnreadPicture(_LINKED)
        return read_file(path, most=PICTURE_BYTES.most)
    except FileNotFoundError:
        return UnreadPicture("names a file that is not in the folder of the data")
    except OversizeError:
        return UnreadPicture(f"names a file of more than {PICTURE_BYTES.most // 1_000_000} MB")
    except (OSError, ValueError, RuntimeError):  # until Python 3.13 a link to itself is a RuntimeError
        return UnreadPicture("names a file that cannot be read")
