"""What `letterforge adopt` must show: the original letter, letters of strangers, merge fields, what validators find."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from showing import FORMATS, ROOT, SAMPLE, run, scratch

CORPUS = ROOT.parent / "shared" / "corpus"
KIND = "introductory-letter"
PROMPTS = (
    "[relevant details of the case review]",
    "[insert date and place]",
    "[name of person giving the introduction]",
    "[month]",
    "[names of review team]",
)
KEY = {
    "details of the case review": "{{ review.title }}",
    "date": "{{ introduction.date }}",
    "place": "{{ introduction.place }}",
    "name of person giving the introduction": "{{ introduction.leader }}",
    "month": "{{ conversations.month }}",
    "names of review team": "{% for one in team.members %} {{ one.name }} {% endfor %}",
}
SAID = (
    f"You may already have heard that we plan to review a case in which you were involved: {PROMPTS[0]}.",
    f"The introduction to systems analysis will be held on {PROMPTS[1]}, and will be given by {PROMPTS[2]}.",
    f"The conversations are to be held during {PROMPTS[3]}.",
    "Yours sincerely",
    PROMPTS[4],
)


def _letters(folder: Path) -> None:
    """The original letter, with its five blanks, in Word, as text and as Markdown."""
    import docx

    document = docx.Document()
    document.add_heading("Invitation to take part in a case review", 1)
    for words in SAID:
        document.add_paragraph(words)
    document.save(str(folder / "letter.docx"))
    (folder / "letter.txt").write_text("\n\n".join(SAID) + "\n", encoding="utf-8")
    (folder / "letter.md").write_text("# Invitation\n\n" + "\n\n".join(SAID) + "\n", encoding="utf-8")


def original_letter() -> tuple[str, str, bool]:
    """The original letter's five blanks: six places, each right or marked as unsure; applied, checked, rendered."""
    import yaml

    out, good = [], True
    for suffix in ("docx", "txt", "md"):
        folder = scratch()
        _letters(folder)
        run("letterforge", "adopt", f"letter.{suffix}", "--model", KIND, cwd=folder)
        places = yaml.safe_load((folder / "letter.plan.yaml").read_text(encoding="utf-8"))["places"]
        right = [" ".join((one["tag"] or "").split()) == KEY.get(one["asks"]) for one in places]
        unsure = [one["sure"] == "unsure" for one in places]
        applied = run("letterforge", "adopt", "--apply", "letter.plan.yaml", cwd=folder)
        template = next(folder.glob("letter-template.*"), folder / "none")
        model = ("--model", "letterforge.letters.case_review:IntroductoryLetter")
        checked = run("letterforge", "check", template.name, *model, cwd=folder)
        formats = [word for form in FORMATS for word in ("--to", form)]
        made = run("letterforge", "render", template.name, str(SAMPLE), *model, *formats, "-o", "out", cwd=folder)
        files = sorted(path.suffix[1:] for path in (folder / "out").glob("*")) if (folder / "out").exists() else []
        out.append(
            f"{suffix}: {len(places)} places, {sum(right)} right, {sum(unsure)} unsure; "
            f"check: {checked.stdout.strip()}; rendered: {', '.join(files)}"
        )
        good = good and len(places) == 6 and all(a or b for a, b in zip(right, unsure, strict=True))
        good = good and applied.returncode == checked.returncode == made.returncode == 0 and len(files) == 3
    command = f"letterforge adopt letter.docx --model {KIND}; letterforge adopt --apply letter.plan.yaml; check; render"
    return command, "\n".join(out), good


def _through(file: Path) -> tuple[Path | None, str]:
    """The template of a file, adopted with a drafted model, its alternatives kept as words; and what was said."""
    folder = scratch()
    copy = folder / f"letter{file.suffix}"
    copy.write_bytes(file.read_bytes())
    planned = run("letterforge", "adopt", copy.name, cwd=folder)
    plan = folder / "letter.plan.yaml"
    if planned.returncode or not plan.exists():
        return None, planned.stderr.strip() or f"exit code {planned.returncode}"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"^  tag: null$", "  becomes: keep", text, flags=re.MULTILINE), encoding="utf-8")
    applied = run("letterforge", "adopt", "--apply", plan.name, cwd=folder)
    template = next((one for one in folder.glob("letter-template.*") if one.suffix in {".docx", ".md"}), None)
    said = applied.stderr if applied.returncode else planned.stdout.splitlines()[0]
    return (None if applied.returncode else template), said.strip()


def _corpus(suffixes: tuple[str, ...], folder: str) -> tuple[list[str], int, int, bool]:
    """A line for each kind of file: how many come through the proof, and what stops the others."""
    files = sorted(path for path in (CORPUS / folder).rglob("*") if path.suffix in suffixes)
    proven, reasons, crashed = 0, Counter[str](), False
    for file in files:
        template, said = _through(file)
        proven += template is not None
        crashed = crashed or "an error of letterforge itself" in said
        if template is None:
            reasons[_reason(said)] += 1
    lines = [f"{'/'.join(suffixes)}: {proven} of {len(files)} proven"]
    return (
        [*lines, *(f"    {count} stopped by: {reason}" for reason, count in reasons.most_common())],
        proven,
        len(files),
        crashed,
    )


def _reason(said: str) -> str:
    """The rules of the errors, or the first line of what was said."""
    rules = sorted(set(re.findall(r": error: .*\[([\w-]+)\]", said)))
    return ", ".join(rules) if rules else said.splitlines()[0].partition(": ")[2][:100]


def letters_of_strangers() -> tuple[str, str, bool]:
    """Letters of strangers, adopted with a drafted model, alternatives kept: how many come through the proof."""
    if not CORPUS.exists():
        return "letterforge adopt", "skipped: ../shared/corpus is not there", True
    word, *word_figures = _corpus((".docx",), "prompts")
    page, *page_figures = _corpus((".html",), "prompts")
    text, *text_figures = _corpus((".md",), "prompts")
    figures = (word_figures, page_figures, text_figures)
    good = not any(crashed for _, _, crashed in figures)
    good = good and word_figures[0] >= 5 and page_figures[0] == page_figures[1]
    return "letterforge adopt FILE; letterforge adopt --apply PLAN", "\n".join([*word, *page, *text]), good


def mail_merges() -> tuple[str, str, bool]:
    """Mail merges, their fields made into tags."""
    if not CORPUS.exists():
        return "letterforge adopt", "skipped: ../shared/corpus is not there", True
    lines, proven, count, crashed = _corpus((".docx",), "mergefields")
    return (
        "letterforge adopt FILE; letterforge adopt --apply PLAN",
        "\n".join(lines),
        proven >= count - 1 and not crashed,
    )


def _faults(path: Path) -> Counter[str]:
    audit = str(Path(sys.executable).with_name("openxml-audit"))
    done = run(audit, "-o", "json", "-m", "0", str(path))
    (report,) = json.loads(done.stdout)
    return Counter(str(one.get("description") or one.get("message")) for one in report["errors"])


def validators() -> tuple[str, str, bool]:
    """What openxml-audit finds in the templates, and had not found in the letters."""
    folder = scratch()
    _letters(folder)
    files = [folder / "letter.docx"]
    files += sorted((CORPUS / "prompts").glob("*.docx")) + sorted((CORPUS / "mergefields").glob("*.docx"))
    new, tried = Counter[str](), 0
    for file in files:
        template, _ = _through(file)
        if template is not None:
            tried += 1
            new += _faults(template) - _faults(file)
    figure = f"{tried} templates: {sum(new.values())} new faults" + "".join(f"\n    {one}" for one in list(new)[:5])
    return "openxml-audit letter.docx letter-template.docx", figure, tried > 0 and not new


def how_to() -> tuple[str, str, bool]:
    """From an old Word letter to twenty letters from a spreadsheet: each command of the how-to as written."""
    page = "docs/how-to/from-an-old-letter.md"
    done = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", page)
    written = "20 written" in (ROOT / page).read_text(encoding="utf-8")
    return f"pytest {page}", done.stdout.strip().splitlines()[-1], done.returncode == 0 and written


LINES = (original_letter, letters_of_strangers, mail_merges, validators, how_to)
