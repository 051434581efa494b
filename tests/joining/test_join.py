from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.joining.letters import bookmarks, changed, joined, letter, linked, listed, marks, tags

from letterforge.errors import LetterforgeError, MissingResourceError, UsageError
from letterforge.joining import copying, trees, writer
from letterforge.joining.join import Part, join


@pytest.fixture(scope="module")
def letters() -> list[bytes]:
    return [letter("Ash"), linked("Birch"), letter("Cedar", 3, "cy"), linked("Dell"), letter("Elm", 2)]


@pytest.fixture(scope="module")
def whole(letters: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return joined(tmp_path_factory.mktemp("whole"), *letters).read_bytes()


@pytest.fixture
def pdf(whole: bytes) -> Any:
    with pikepdf.open(io.BytesIO(whole), attempt_recovery=False) as opened:
        yield opened


def with_language(tag: Any, language: str) -> Any:
    return (tag[0], f"/Lang {String(language)!r}", tag[2])


def test_the_tags_of_the_whole_are_those_of_its_letters(letters: list[bytes], whole: bytes) -> None:
    (root,) = tags(whole)
    languages = ["en-GB", "cy", "cy", "cy", "en-GB"]
    parts = [tags(one, number)[0] for number, one in enumerate(letters, 1)]
    assert root == ("/Document", "", tuple(map(with_language, parts, languages)))
    for told in (
        "Note for Birch",
        "A red square for Cedar",
        "bonjour",
        "/TH",
        "/ID 00000005.",
        "/LBody",
        "('below', '/Link')",
    ):
        assert told in str(root)


def test_every_marked_content_leads_to_its_element_and_to_the_root(pdf: Any) -> None:
    root = pdf.Root.StructTreeRoot
    parents = pikepdf.NumberTree(root.ParentTree)
    count = 0
    for page in pdf.pages:
        for mark in marks(page):
            element = parents[page.obj.StructParents][mark]
            assert element.Pg.objgen == page.objgen
            assert mark in [kid for kid in listed(element.K) if isinstance(kid, int)]
            while "/P" in element:
                element = element.P
            assert element.objgen == root.objgen
            count += 1
        for annotation in page.obj.get("/Annots", []):
            element = parents[annotation.StructParent]
            assert Name.Link == element.S
            assert annotation.objgen in [kid.Obj.objgen for kid in element.K if isinstance(kid, Dictionary)]
            count += 1
    assert count > 90
    numbers = [page.obj.StructParents for page in pdf.pages if "/Contents" in page.obj]
    assert len(set(numbers)) == len(numbers)
    assert max(key for key, _ in parents.items()) == root.ParentTreeNextKey - 1


def test_each_letter_begins_on_a_right_hand_page_after_an_empty_one(letters: list[bytes], pdf: Any) -> None:
    counts = [len(pypdfium2.PdfDocument(one)) for one in letters]
    assert counts == [1, 2, 3, 2, 2]
    assert [index for _, index, _ in bookmarks(pdf)] == [0, 2, 4, 8, 10]
    empty = [index for index, page in enumerate(pdf.pages) if "/Contents" not in page.obj]
    assert empty == [1, 7]
    assert pdf.pages[1].mediabox == pdf.pages[0].mediabox
    assert len(pdf.pages) == 12
    assert joined_pages(letter("Ash")) == 1, "nothing follows the last page"


def joined_pages(*letters: bytes) -> int:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return len(pypdfium2.PdfDocument(joined(Path(folder), *letters).read_bytes()))


def test_each_letter_has_a_bookmark_with_its_own_below(pdf: Any) -> None:
    found = bookmarks(pdf)
    assert [title for title, _, _ in found] == [f"Letter {n}" for n in range(1, 6)]
    assert [below for _, _, below in found][:2] == [["Letter of Ash"], ["Letter of Birch"]]
    outlines = pdf.Root.Outlines
    assert outlines.Count == 5
    item = outlines.First
    assert [item.Count, item.Next.Count, item.Next.Next.Count] == [-1, -2, -3], "closed"
    below = item.Next.First
    assert below.Parent.objgen == item.Next.objgen
    assert (below.Dest[0].objgen, below.First.Dest[0].objgen) == (pdf.pages[2].objgen, pdf.pages[3].objgen)
    assert (item.Next.Prev.objgen, outlines.Last.Prev.Next.objgen) == (item.objgen, outlines.Last.objgen)


def test_each_letter_is_numbered_by_itself(pdf: Any) -> None:
    labels = [page.label for page in pdf.pages]
    assert labels == ["1-1", "1-2", "2-1", "2-2", "3-1", "3-2", "3-3", "3-4", "4-1", "4-2", "5-1", "5-2"]


def test_the_file_says_what_it_is(pdf: Any, whole: bytes) -> None:
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as said:
        assert said["dc:title"] == "All letters"
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert str(pdf.trailer.Info.Title) == "All letters"
    assert b"Date" not in whole


def test_links_lead_into_their_own_letter(pdf: Any) -> None:
    places = pikepdf.NameTree(pdf.Root.Names.Dests)
    for first, mark in ((2, "Birch"), (8, "Dell")):
        inner, outer = pdf.pages[first].obj.Annots
        assert places[str(inner.Dest)][0].objgen == pdf.pages[first + 1].objgen
        assert str(outer.A.URI) == f"https://example.org/{mark}"
    assert len(places) == 2


def test_qpdf_finds_nothing_and_pdfium_reads_each_page(letters: list[bytes], whole: bytes, pdf: Any) -> None:
    assert pdf.check_pdf_syntax() == []
    assert pdf.get_warnings() == []
    words = [text for text in page_texts(whole) if text]
    assert words == [text for one in letters for text in page_texts(one)]


def test_page_validation_finds_nothing_against_pdf_ua(whole: bytes) -> None:
    report = page_validation.validate_pdf_bytes(whole, profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def page_texts(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def test_the_same_letters_make_the_same_bytes(letters: list[bytes], whole: bytes, tmp_path: Path) -> None:
    paths = []
    for number, one in enumerate(letters):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(one)
    parts = (Part(f"Letter {n}", path) for n, path in enumerate(paths, 1))
    join(parts, tmp_path / "again.pdf", title="All letters")
    assert (tmp_path / "again.pdf").read_bytes() == whole
    other = joined(tmp_path, *reversed(letters)).read_bytes()
    assert pikepdf.open(io.BytesIO(other)).trailer.ID[0] != pikepdf.open(io.BytesIO(whole)).trailer.ID[0]


def test_what_letters_have_alike_is_there_once(tmp_path: Path) -> None:
    def fonts(*letters: bytes) -> int:
        with pikepdf.open(joined(tmp_path, *letters)) as opened:
            return sum(
                "/FontFile2" in one or "/FontFile3" in one for one in opened.objects if isinstance(one, Dictionary)
            )

    assert fonts(letter("Ash")) == fonts(letter("Ash"), letter("Ash"), letter("Ash")) > 0
    assert fonts(letter("Ash"), linked("Birch")) > fonts(letter("Ash"))


def test_the_trees_of_many_letters_are_balanced_and_say_their_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "_ROOM", 3)
    with pikepdf.open(joined(tmp_path, *[linked("Ash")] * 40)) as opened:
        root = opened.Root
        assert depth(root.StructTreeRoot.ParentTree) > 3
        for tree, kind in (
            (root.StructTreeRoot.ParentTree, "/Nums"),
            (root.Names.Dests, "/Names"),
            (root.PageLabels, "/Nums"),
        ):
            keys = limits(tree, kind)
            assert keys == sorted(set(keys))
            assert "/Limits" not in tree
        assert opened.pages[79].label == "40-2"
        assert len(pikepdf.NumberTree(root.StructTreeRoot.ParentTree)) == 40 * 4
        assert opened.check_pdf_syntax() == []


def depth(tree: Any) -> int:
    below = {depth(kid) for kid in tree.get("/Kids", [])} or {0}
    assert max(below) - min(below) <= 1
    return 1 + max(below)


def limits(node: Any, kind: str) -> list[Any]:
    keys = [bytes(key) if isinstance(key, String) else int(key) for key in list(node.get(kind, []))[::2]]
    keys += [key for kid in node.get("/Kids", []) for key in limits(kid, kind)]
    if "/Limits" in node:
        found = [bytes(key) if isinstance(key, String) else int(key) for key in node.Limits]
        assert found == [keys[0], keys[-1]]
    return keys


# --- ids, headers, roles, classes ------------------------------------------------------------------------------------


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name(kind)]


def with_ids(pdf: pikepdf.Pdf) -> None:
    """Ids for a header, the cells that name it, and a second element, which no name tree lists."""
    header = elements(pdf, "/TH")[0]
    header.ID = String("What (12 0 R)")
    for cell in elements(pdf, "/TD"):
        cell.A = Array([Dictionary(O=Name.Table, Headers=Array([header.ID])), 0])
    elements(pdf, "/H1")[0].ID = String("Head")
    pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array([header.ID, header]))


def test_ids_are_a_letters_own_and_headers_lead_to_them(tmp_path: Path) -> None:
    one = changed(letter("Ash"), with_ids)
    with pikepdf.open(joined(tmp_path, one, letter("Bay"), one)) as opened:
        ids = pikepdf.NameTree(opened.Root.StructTreeRoot.IDTree)
        found = [name for name, _ in ids.items()]
        assert found == sorted(found)
        assert [name for name in found if "note" not in name] == [
            "00000001.Head",
            "00000001.What (12 0 R)",
            "00000003.Head",
            "00000003.What (12 0 R)",
        ]
        assert [name[:9] for name in found if "note" in name] == ["00000001.", "00000002.", "00000003."]
        assert all(str(element.ID) == name for name, element in ids.items())
        for letter_element in (opened.Root.StructTreeRoot.K[0].K[0], opened.Root.StructTreeRoot.K[0].K[2]):
            cells = [cell for cell in below(letter_element) if cell.S == Name.TD]
            headers = [cell for cell in below(letter_element) if cell.S == Name.TH]
            assert {str(name) for cell in cells for name in cell.A[0].Headers} == {str(headers[0].ID)}
            assert ids[str(headers[0].ID)].objgen == headers[0].objgen


def below(element: Any) -> list[Any]:
    kids = [kid for kid in listed(element.get("/K", Array())) if isinstance(kid, Dictionary) and "/S" in kid]
    return [element, *(one for kid in kids for one in below(kid))]


def test_a_role_or_class_that_means_something_else_gets_another_name(tmp_path: Path) -> None:
    def of(standard: str, width: int) -> Any:
        def change(pdf: pikepdf.Pdf) -> None:
            heading = elements(pdf, "/H1")[0]
            heading.S, heading.C = Name("/My head"), Array([Name.Wide, 0])
            pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/My head": Name(standard)})
            pdf.Root.StructTreeRoot.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, SpaceAfter=width))

        return change

    first, other = changed(letter("Ash"), of("/H1", 3)), changed(letter("Bay"), of("/H2", 4))
    with pikepdf.open(joined(tmp_path, first, other, first)) as opened:
        root = opened.Root.StructTreeRoot
        named = [next(one for one in below(kid) if "/C" in one) for kid in root.K[0].K]
        assert [str(root.RoleMap[str(one.S)]) for one in named] == ["/H1", "/H2", "/H1"]
        assert [int(root.ClassMap[str(one.C[0])].SpaceAfter) for one in named] == [3, 4, 3]
        assert len(root.RoleMap) == len(root.ClassMap) == 2


# --- odd but honest letters ------------------------------------------------------------------------------------------


def test_what_looks_like_a_reference_in_a_text_stays_as_it_is(tmp_path: Path) -> None:
    texts = ["(12 0 R) \\ /StructParent 5", ") 3 0 R (", "\\", "é 1 0 R ŵ", "<12> 4 0 R"]

    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, "/H1")[0].A = Array([Dictionary({"/O": Name("/a 1 0 R"), "/T": Array(map(String, texts))})])

    (whole,) = tags(joined(tmp_path, letter("Bay"), changed(letter("Ash"), change)).read_bytes())
    (part,) = tags(changed(letter("Ash"), change), 2)
    assert whole[2][1][2] == part[2]
    assert "StructParent 5" in str(part)


def test_pages_keep_what_they_had_from_the_tree_above_and_annotations_of_their_own(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pages = pdf.Root.Pages
        pages.MediaBox, pages.Rotate = Array([0, 0, 300, 400]), 90
        pages.Resources = pdf.pages[0].obj.Resources
        for page in pdf.pages:
            del page.obj["/MediaBox"], page.obj["/Resources"]
            page.obj.Annots = Array([Dictionary(dict(one.items())) for one in page.obj.get("/Annots", [])])

    one = changed(linked("Ash"), change)
    with pikepdf.open(joined(tmp_path, one, one)) as opened:
        for page in opened.pages:
            assert [int(side) for side in page.obj.MediaBox] == [0, 0, 300, 400]
            assert page.obj.Rotate == 90
            assert "/Font" in page.obj.Resources
        parents = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        assert [parents[link.StructParent].S for link in all_annotations(opened)] == [Name.Link] * 4


def all_annotations(pdf: pikepdf.Pdf) -> list[Any]:
    return [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]


def test_a_letter_without_one_document_gets_one(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        root.K = Array(list(root.K[0].K))
        for kid in root.K:
            kid.P = root

    (whole,) = tags(joined(tmp_path, changed(letter("Ash"), change)).read_bytes())
    (part,) = tags(letter("Ash"), 1)
    assert whole[2][0] == with_language(part, "en-GB")


def test_places_reached_by_actions_are_renamed_once_each(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        goes = pdf.make_indirect(Dictionary(S=Name.GoTo, D=String("where")))
        link = pdf.pages[0].obj.Annots[0]
        del link["/Dest"]
        link.A = Dictionary(
            S=Name.Named, N=Name.NextPage, Next=Array([goes, Dictionary(S=Name.GoTo, D=String("where"))])
        )
        pdf.Root.Outlines.First.A = goes
        del pdf.Root.Outlines.First["/Dest"]

    one = changed(linked("Ash"), change)
    with pikepdf.open(joined(tmp_path, one, one)) as opened:
        places = pikepdf.NameTree(opened.Root.Names.Dests)
        for first in (0, 2):
            for action in opened.pages[first].obj.Annots[0].A.Next:
                assert places[str(action.D)][0].objgen == opened.pages[first + 1].objgen
        assert str(opened.Root.Outlines.First.Next.First.A.D) == "00000002.where"


def test_output_intents_are_said_once_and_must_be_alike(tmp_path: Path) -> None:
    def of(name: str) -> Any:
        def change(pdf: pikepdf.Pdf) -> None:
            profile = pdf.make_stream(b"profile", N=3)
            intent = Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier=String(name), DestOutputProfile=profile)
            pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])

        return change

    one, two = changed(letter("Ash"), of("A")), changed(letter("Bay"), of("A"))
    with pikepdf.open(joined(tmp_path, one, two)) as opened:
        (intent,) = opened.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == b"profile"
    with pytest.raises(UsageError, match="letter 2 .*another device"):
        joined(tmp_path, one, changed(letter("Bay"), of("B")))


# --- refusals --------------------------------------------------------------------------------------------------------


def _set(path: str, value: Any) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        *above, last = path.split(".")
        holder: Any = pdf.Root
        for step in above:
            holder = holder[f"/{step}"]
        holder[f"/{last}"] = value

    return change


def _removed(path: str) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        *above, last = path.split(".")
        holder: Any = pdf.Root
        for step in above:
            holder = holder[f"/{step}"]
        del holder[f"/{last}"]

    return change


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["rows.csv"] = b"a,b"


def _field(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].Subtype = Name.Widget


def _two_ids(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf, "/TD"):
        one.ID = String("one")


def _circle(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/H1")[0].K.append(pdf.Root.StructTreeRoot.K[0])


def _bookmark_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Next = pdf.Root.Outlines.First


def _unknown_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.StructParents = 77


def _other_metadata(content: bytes) -> Any:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(content, Type=Name.Metadata, Subtype=Name.XML)

    return change


def _orphan(pdf: pikepdf.Pdf) -> None:
    """A bookmark of a page that is not among the pages."""
    page = pdf.make_indirect(Dictionary(Type=Name.Page, Parent=pdf.Root.Pages, MediaBox=Array([0, 0, 9, 9])))
    pdf.Root.Outlines.First.Dest = Array([page, Name.Fit])


def _indirect_key(pdf: pikepdf.Pdf) -> None:
    with pikepdf.explicit_conversion():
        pdf.pages[0].obj.StructParents = pdf.make_indirect(pikepdf.Object.parse(b"0"))


def _archive(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as said:
        said["pdfaid:part"] = "2"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_removed("StructTreeRoot"), "not tagged"),
        (_removed("MarkInfo"), "not tagged"),
        (_removed("Lang"), "language"),
        (_set("AcroForm", Dictionary(Fields=Array())), "AcroForm"),
        (_set("OCProperties", Dictionary()), "OCProperties"),
        (_set("PageLabels", Dictionary(Nums=Array([0, Dictionary()]))), "PageLabels"),
        (_set("Dests", Dictionary()), "Dests"),
        (_set("ViewerPreferences.Duplex", Name.Simplex), "Duplex"),
        (_set("MarkInfo.Suspects", Name.Yes), "Suspects"),
        (_set("StructTreeRoot.Namespaces", Array()), "Namespaces"),
        (_set("Secret", Dictionary()), "an entry of an unknown name"),
        (_attached, "it has AF, "),
        (_set("Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array()))), "EmbeddedFiles"),
        (_field, "a field of a form"),
        (_archive, "PDF/A"),
        (_removed("Metadata"), "another standard"),
        (_other_metadata(b"Secret"), "what it says of itself"),
        (_other_metadata(b"<a>Secret</a>"), "another standard"),
        (_orphan, "something leads to what is not in its pages"),
        (_indirect_key, "its structure does not know"),
        (_two_ids, "two elements have one id"),
        (_set("StructTreeRoot.IDTree", Dictionary(Names=Array([String("a"), 1]))), "an id leads to no element"),
        (_circle, "no tree"),
        (_bookmark_circle, "damaged"),
        (_unknown_content, "its structure does not know"),
        (_set("StructTreeRoot.ParentTree", 3), "cannot stand"),
        (_set("StructTreeRoot.K", 3), "no root"),
    ],
)
def test_what_cannot_be_carried_is_refused_by_its_number_and_nothing_is_written(
    change: Any, why: str, tmp_path: Path
) -> None:
    with pytest.raises(LetterforgeError, match=why) as caught:
        joined(tmp_path, letter("Ash"), changed(letter("Secret"), change))
    assert str(caught.value).startswith("letter 2 cannot go into a combined PDF: ")
    assert "Secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def _flipped(content: bytes) -> bytes:
    """One bit in the middle of what a page draws."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        drawn = opened.pages[0].obj.Contents.read_raw_bytes()
    at = content.index(drawn) + len(drawn) // 2
    return content[:at] + bytes([content[at] ^ 16]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda one: one[: len(one) // 2], "damaged"),
        (lambda _: b"", "damaged"),
        (lambda _: b"<html>Secret</html>", "damaged"),
        (_flipped, "damaged"),
        (lambda one: changed(one, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
        (lambda one: changed(one, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="")), "encrypted"),
        (lambda one: changed(one, lambda _: None, force_version="2.0"), "after 1.7"),
    ],
    ids=["half", "empty", "other", "bit", "password", "owner", "version"],
)
def test_what_is_no_whole_pdf_is_refused(content: Any, why: str, tmp_path: Path) -> None:
    with pytest.raises(LetterforgeError, match=why) as caught:
        joined(tmp_path, content(letter("Secret")))
    assert "Secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["", " ", "a\nb", "\ud800"])
def test_a_title_that_is_none_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="title of letter 1"):
        join([Part(title, letter("Ash"))], tmp_path / "all.pdf", title="All")
    with pytest.raises(UsageError, match="title of the combined PDF"):
        join([Part("Ash", letter("Ash"))], tmp_path / "all.pdf", title=title)
    with pytest.raises(UsageError, match="no letter"):
        join([], tmp_path / "all.pdf", title="All")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_cut_off_is_never_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "all.pdf"
    seen: list[str] = []

    def broken() -> Any:
        yield Part("One", letter("Ash"))
        seen.extend(path.name for path in tmp_path.iterdir())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        join(broken(), out, title="All")
    assert out.name not in seen
    assert list(tmp_path.iterdir()) == []

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out.write_bytes(b"what was there")
    with pytest.raises(UsageError, match="already exists"):
        join(broken(), out, title="All")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MissingResourceError, match="No space left"):
        join([Part("One", letter("Ash"))], out, title="All", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["all.pdf"]
    assert out.read_bytes() == b"what was there"
    with pytest.raises(UsageError, match="does not exist"):
        join(broken(), tmp_path / "none" / "all.pdf", title="All")


def test_a_file_of_a_letter_that_is_not_there_is_said_by_number(tmp_path: Path) -> None:
    with pytest.raises(MissingResourceError, match="letter 1 cannot be read") as caught:
        join([Part("One", tmp_path / "Secret.pdf")], tmp_path / "all.pdf", title="All")
    assert "Secret" not in str(caught.value)


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(MissingResourceError, match=r"letterforge\[combined\]"):
        join([], tmp_path / "all.pdf", title="All")


def test_more_objects_than_a_pdf_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_OBJECTS", 100)
    with pytest.raises(UsageError, match="one PDF holds 100 objects"):
        joined(tmp_path, *[letter("Ash")] * 5)
    assert list(tmp_path.iterdir()) == []


def test_no_title_is_in_what_is_printed_of_a_part() -> None:
    assert "Secret" not in repr(Part("Secret", b"Secret"))


def test_of_what_may_come_again_only_so_much_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterforge.joining.whole.ROOM", 1)
    assert copying.ROOM > 1
    with pikepdf.open(joined(tmp_path, letter("Ash"), letter("Ash"))) as opened:
        assert opened.check_pdf_syntax() == []
        assert len({page.obj.Resources.objgen for page in opened.pages if "/Contents" in page.obj}) == 2
