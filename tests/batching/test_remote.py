"""Letters to a place that is not this machine's: by fsspec, each whole, nothing said of names or of what opens it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from tests.batching.poison import TEMPLATE, Poison
from tests.batching.test_run import Opened, here, keyed, outcomes, rows  # noqa: F401  (a fixture)

import letterforge
from letterforge.batching.cluster import executor_at
from letterforge.batching.names import NamePattern
from letterforge.batching.out import Out
from letterforge.batching.run import Run
from letterforge.errors import MissingResourceError, UsageError


@pytest.fixture(params=["memory", "local"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A store that has a file when all of it has arrived, and one that is written to byte by byte."""
    if request.param == "local":
        yield f"local://{tmp_path}/far"
        return
    url = f"memory://far-{uuid.uuid4().hex}"
    yield url
    fsspec.filesystem("memory").rm(url, recursive=True)


def sending(place: str, folder: Path, *, names: str = "{row:03}") -> Opened:
    out = Out.of(place, None, folder / "ledger")
    return Opened(Run((letterforge.load(TEMPLATE, model=Poison),), ("html",), out, names=NamePattern.of(names)), here())


def there(place: str) -> dict[str, str]:
    store, root = fsspec.core.url_to_fs(place)
    return {name.rpartition("/")[2]: store.cat_file(name).decode() for name in sorted(store.find(root))}


def test_letters_are_sent_and_the_next_run_sends_what_is_missing(place: str, tmp_path: Path) -> None:
    found = outcomes(sending(place, tmp_path).delivered(rows("Ann", "[name]", "Cy")))
    assert found == [(1, "written"), (2, "invalid"), (3, "written")]
    assert list(there(place)) == ["001.html", "003.html"]
    assert "Dear Cy" in there(place)["003.html"]
    store, root = fsspec.core.url_to_fs(place)
    store.rm_file(f"{root}/003.html")
    store.pipe_file(f"{root}/.letterforge-batch-0123456789abcdef.part", b"half")
    found = outcomes(sending(place, tmp_path).delivered(rows("Ann", "Bo", "Cy")))
    assert found == [(1, "already written"), (2, "written"), (3, "written")]
    assert list(there(place)) == ["001.html", "002.html", "003.html"]


def test_what_was_changed_there_is_made_anew(place: str, tmp_path: Path) -> None:
    list(sending(place, tmp_path).delivered(rows("Ann", "Bo")))
    store, root = fsspec.core.url_to_fs(place)
    store.pipe_file(f"{root}/002.html", b"changed")
    assert outcomes(sending(place, tmp_path).delivered(rows("Ann", "Bo"))) == [(1, "already written"), (2, "written")]
    assert "Dear Bo" in there(place)["002.html"]


def test_what_is_somebody_elses_is_never_replaced(place: str, tmp_path: Path) -> None:
    store, root = fsspec.core.url_to_fs(place)
    store.makedirs(root, exist_ok=True)
    store.pipe_file(f"{root}/002.html", b"theirs")
    with pytest.raises(UsageError, match="not of this run"):
        list(sending(place, tmp_path).delivered(rows("Ann", "Bo")))
    assert there(place) == {"002.html": "theirs"}


def test_what_fails_there_is_said_without_names(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = fsspec.core.url_to_fs(place)

    def fails(path: str, *_: object, **__: object) -> None:
        message = f"{path} with the secret word"
        raise ConnectionError(message)

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "pipe_file", fails)
        with pytest.raises(
            MissingResourceError, match=r"^the place at \w+:// fails with ConnectionError; run the same"
        ):
            list(sending(place, tmp_path, names="{name}").delivered(rows("Ann")))
    assert outcomes(sending(place, tmp_path, names="{name}").delivered(rows("Ann"))) == [(1, "written")]


def test_what_cannot_be_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="room for a ledger"):
        Out.of("memory://far")
    with pytest.raises(UsageError, match="written on this machine"):
        Out.of("memory://far/letters.zip", "zip", tmp_path / "ledger")
    with pytest.raises(UsageError, match="fsspec knows no carrier-pigeon://"):
        list(sending("carrier-pigeon://far", tmp_path).delivered(rows("Ann")))
    assert "word" not in Out.of("sftp://me:word@far/place", None, tmp_path / "ledger").shown


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("far:8786", "the address of a scheduler"),
        ("http://far:8786", "the address of a scheduler"),
        ("tcp://far", "the address of a scheduler"),
        ("tcp://me:word@far:8786", "the address of a scheduler"),
        ("tcp://192.0.2.1:8786", "give the scheduler TLS"),
        ("tcp://localhost.example.com:8786", "give the scheduler TLS"),
    ],
)
def test_a_scheduler_that_others_can_listen_to_is_refused(address: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught, executor_at(address):
        pass
    assert "word" not in str(caught.value)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tcp://[::1]:9", "tcp://localhost:9", "tls://192.0.2.1:9"])
def test_one_that_nobody_else_hears_is_not(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers there, or Dask is not installed: that is another matter."""
    monkeypatch.setattr("letterforge.batching.cluster._SECONDS", 0.1)
    with pytest.raises(MissingResourceError), executor_at(address):
        pass


def test_an_open_network_is_used_where_somebody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterforge.batching.cluster._SECONDS", 0.1)
    with pytest.raises(MissingResourceError), executor_at("tcp://192.0.2.1:9", open_network=True):
        pass
    assert os.environ.get("LETTERFORGE_KEY")
