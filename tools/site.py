"""What the site needs besides the pages of docs/: a first page, and fences and links as a site can show them."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
# The words behind a fence tell the tests what to do with a block: a file's name, or `example`.
FENCE = re.compile(r"^```(?P<language>\w+) (?:>> )?(?P<name>\S+)$", re.MULTILINE)
LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>[^)#:\s]+)(?:#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The README is the first page; its links begin at the root of the project."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8").replace("](docs/", "](")
    files.append(File.generated(config, "index.md", content=readme))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  (mkdocs gives it by name)
    """Name the files of examples above them; what lies outside of docs/ is named and not linked, for no host has it."""
    folder = (Path(config.docs_dir) / page.file.src_uri).parent

    def linked(found: re.Match[str]) -> str:
        target = (folder / found["target"]).resolve()
        if target.is_relative_to(config.docs_dir):
            return found[0]
        inside = (ROOT / found["target"]) if page.file.src_uri == "index.md" else target
        if not inside.exists():
            return found[0]  # a broken link, which is reported
        return f"{found['words']} (`{inside.relative_to(ROOT)}` in the repository)"

    return LINK.sub(linked, FENCE.sub(_fence, markdown))


def _fence(found: re.Match[str]) -> str:
    name = found["name"]
    return f"```{found['language']}" if name == "example" else f'```{{.{found["language"]} title="{name}"}}'
