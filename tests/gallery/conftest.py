"""The files of the gallery, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gallery.files import Files


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """All letters in all formats, each made when it is first asked for."""
    return Files(Path(tmp_path_factory.mktemp("gallery")))
