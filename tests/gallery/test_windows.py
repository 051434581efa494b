"""The address of every letter in the gallery that has one stands in the window of its envelope, in each of the windows."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.gallery.letters import HERE, data, stationery, subjects_of_ours

import letterforge
from letterforge import Letter
from letterforge.document import Role, Text, walk
from letterforge.scanning.readers.pdf_places import first_page
from letterforge.windows import WINDOWS, opening


def addressed() -> list[str]:
    """The letters of the gallery's Markdown templates that say where the address is."""
    names = (name for name in subjects_of_ours() if (HERE / "markdown" / f"{name}.md").exists())
    return [name for name in names if f".{Role.ADDRESS.value}" in (HERE / "markdown" / f"{name}.md").read_text("utf-8")]


def enveloped(name: str, window: str) -> Letter:
    """A letter of the gallery on its own stationery, for an envelope."""
    look = stationery(name)
    page = replace(look.page, width=215.9, height=279.4) if window == "us-10" else look.page
    look = replace(look, page=page, window=WINDOWS[window], digest=f"{look.digest}{window}")
    return Letter(letterforge.load(HERE / "markdown" / f"{name}.md"), data(name), stationery=look)


def test_the_gallery_has_letters_with_an_address() -> None:
    assert addressed()


def assert_placed(content: bytes, made: Letter, window: str) -> None:
    """The address is in the window, and nothing else is printed in the area around it."""
    address = "".join(
        "".join(node.text.split())
        for paragraph in opening(made.document.blocks).address
        for node in walk((paragraph,))
        if isinstance(node, Text)
    )
    places = first_page(content)
    printed = "".join(sign for sign, _ in places.characters)
    at = printed.index(address)
    box, clear = WINDOWS[window].box, WINDOWS[window].clear
    for index, (_, here) in enumerate(places.characters):
        if at <= index < at + len(address):
            assert box.left <= here.left < here.right <= box.right
            assert box.top <= here.top < here.bottom <= box.bottom
        else:
            apart = (
                here.right <= clear.left
                or here.left >= clear.right
                or here.bottom <= clear.top
                or here.top >= clear.bottom
            )
            assert apart, (index, here)


@pytest.mark.parametrize("to", ["pdf", "typst"])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", addressed())
def test_the_address_stands_in_the_window_and_nothing_else_near_it(name: str, window: str, to: str) -> None:
    made = enveloped(name, window)
    assert_placed(letterforge.render(made, to=to).content, made, window)


@pytest.mark.conformance
def test_so_it_does_in_word_files_that_libreoffice_converts(tmp_path: Path) -> None:
    letters = {f"{name} {window}": (enveloped(name, window), window) for name in addressed() for window in WINDOWS}
    files = [tmp_path / f"{name}.docx" for name in letters]
    for file, (made, _) in zip(files, letters.values(), strict=True):
        file.write_bytes(letterforge.render(made, to="docx").content)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    for file, (made, window) in zip(files, letters.values(), strict=True):
        assert_placed(file.with_suffix(".pdf").read_bytes(), made, window)
