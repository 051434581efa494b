"""Makes the fonts of the plain stationery from the packages that carry them; the same bytes every time.

    pip install fonttools fontpkg-atkinson-hyperlegible fontpkg-noto-sans
    pip install --no-deps matplotlib  # it carries DejaVu Sans, with its licence
    python tools/make_fonts.py [FOLDER]

Atkinson Hyperlegible is copied as it is. Noto Sans is published as a variable font, of which Word and
Typst see a single weight: four static instances are cut from it, and scripts beyond Latin, Greek and
Cyrillic are left out. Both are under the SIL Open Font License 1.1, which goes with them. DejaVu Sans has the signs that
neither has, boxes to tick, arrows and the like, and is cut to the same scripts; its licence goes with it, too.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PLAIN = Path(__file__).resolve().parents[1] / "templates" / "stationery" / "plain" / "fonts"

# The blocks of the three scripts, and the marks, signs and symbols written with them (Unicode 15, Blocks.txt).
# Left out: phonetic notation beyond the IPA, medieval letters, Old Church Slavonic.
RANGES = (
    (0x0000, 0x052F),  # Latin, IPA, modifiers, combining marks, Greek, Cyrillic
    (0x1C80, 0x1C8F),  # Cyrillic Extended-C
    (0x1E00, 0x1FFF),  # Latin Extended Additional (Welsh, Vietnamese), Greek Extended
    (0x2000, 0x218F),  # punctuation, superscripts, currency, letter-like signs, fractions
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x25A0, 0x27BF),  # shapes, ticks and crosses
    (0x2C60, 0x2C7F),  # Latin Extended-C
    (0xFB00, 0xFB06),  # Latin ligatures
    (0xFE20, 0xFE2F),  # combining half marks
    (0xFFFC, 0xFFFD),  # replacement characters
)

FACES = {  # file: (source, weight, sub-family, OS/2.fsSelection bits, head.macStyle bits)
    "NotoSans-Regular.ttf": ("NotoSans[wdth,wght].ttf", 400, "Regular", 1 << 6, 0),
    "NotoSans-Bold.ttf": ("NotoSans[wdth,wght].ttf", 700, "Bold", 1 << 5, 1),
    "NotoSans-Italic.ttf": ("NotoSans-Italic[wdth,wght].ttf", 400, "Italic", 1, 2),
    "NotoSans-BoldItalic.ttf": ("NotoSans-Italic[wdth,wght].ttf", 700, "Bold Italic", 1 | 1 << 5, 3),
}
SIGNS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf")
STYLE_BITS = 1 | 1 << 5 | 1 << 6  # italic, bold, regular in OS/2.fsSelection


def package(name: str) -> Path:
    """The folder of an installed package, found without running it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        message = f"the package {name} is not installed; the first lines of this file say how"
        raise SystemExit(message)
    return Path(spec.origin).parent


def instance(source: Path, *, weight: int, style: str, selection: int, mac: int) -> TTFont:
    """A static font: one weight of a variable one, named as one of the four faces of its family."""
    # The name table and the timestamps are set by hand below, so that the clock has no say.
    font = instancer.instantiateVariableFont(
        TTFont(source, recalcTimestamp=False), {"wdth": 100, "wght": weight}, inplace=True
    )
    names = font["name"]
    family = names.getDebugName(1)
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    version = names.getDebugName(5)
    for number, text in (
        (1, family),
        (2, style),
        (3, f"{version.removeprefix('Version ')};letterforge;{postscript}"),
        (4, f"{family} {style}".removesuffix(" Regular")),
        (6, postscript),
    ):
        names.setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 25):
        names.removeNames(nameID=number)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~STYLE_BITS | selection
    font["head"].macStyle = mac
    if "STAT" in font:
        del font["STAT"]  # it tells the axes of a variable font
    return font


def subset(font: TTFont) -> None:
    """Drop what is outside `RANGES`; kerning, marks, ligatures and local forms of the rest stay."""
    options = Options(
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14],
        name_languages=[0x409],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    options.layout_features += ["lnum", "pnum", "tnum", "onum"]
    subsetter = Subsetter(options)
    have = font.getBestCmap()
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1) if c in have])
    subsetter.subset(font)


def main(folder: Path) -> None:
    """Write all twelve faces and the three licences."""
    folder.mkdir(parents=True, exist_ok=True)
    atkinson = package("fontpkg_atkinson_hyperlegible")
    for file in sorted((atkinson / "files").glob("*.ttf")):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "OFL-AtkinsonHyperlegible.txt").write_bytes((atkinson / "LICENSE").read_bytes())
    noto = package("fontpkg_noto_sans")
    for name, (source, weight, style, selection, mac) in FACES.items():
        font = instance(noto / "files" / source, weight=weight, style=style, selection=selection, mac=mac)
        subset(font)
        font.save(folder / name)
    (folder / "OFL-NotoSans.txt").write_bytes((noto / "LICENSE").read_bytes())
    signs = package("matplotlib") / "mpl-data" / "fonts" / "ttf"
    for name in SIGNS:
        font = TTFont(signs / name, recalcTimestamp=False)
        subset(font)
        font.save(folder / name)
    (folder / "LICENSE-DejaVuSans.txt").write_bytes((signs / "LICENSE_DEJAVU").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else PLAIN)
