"""Values in the code of a field: each stays the argument that it is, and chooses no scheme of a link."""

from __future__ import annotations

import re
from html import unescape

import pytest
from word_files import filled, package, part

from letterforge.errors import RenderError, TemplateError


def begun(code: str) -> str:
    """A field in three pieces, with its code in one run."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return (
        f"<w:p>{kinds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds[1]}<w:r><w:t>x</w:t></w:r>{kinds[2]}</w:p>"
    )


def simple(code: str) -> str:
    written = code.replace('"', "&quot;")
    return f'<w:p><w:fldSimple w:instr="{written}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'


FORMS = pytest.mark.parametrize("form", [begun, simple])


def code(body: str, value: str, **more: object) -> str:
    """The code of the field of a filled file."""
    made = part(filled(package(body), {"it": value, **more}))
    found = re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", made) or re.findall(r'w:instr="([^"]*)"', made)
    return unescape("".join(found))


@FORMS
@pytest.mark.parametrize(
    ("template", "value", "written"),
    [
        ('XE "{{ it }}"', "Ann & Co", 'XE "Ann & Co"'),
        ('XE "{{ it }}"', 'a" \\* Upper "b', 'XE "a\\" \\\\* Upper \\"b"'),
        ('TC "{{ it }}" \\f "{{ it }}" "{{ it }}"', 'a"', 'TC "a\\"" \\f "a\\"" "a\\""'),
        ("TC {{ it }} 2", "12.5", "TC 12.5 2"),
        ("XE {{ it }}", "Figure", "XE Figure"),
        ('HYPERLINK "{{ it }}"', "https://example.org/a?b=c", 'HYPERLINK "https://example.org/a?b=c"'),
        ('HYPERLINK "{{ it }}"', 'https://a.org/" \\o "x', 'HYPERLINK "https://a.org/%22%20%5Co%20%22x"'),
        ('HYPERLINK "https://a.org/{{ it }}"', 'x" y', 'HYPERLINK "https://a.org/x%22%20y"'),
        ('HYPERLINK "mailto:{{ it }}"', "a@b.org", 'HYPERLINK "mailto:a@b.org"'),
        ('HYPERLINK "https://a.org" \\o "{{ it }}"', 'say "hi"', 'HYPERLINK "https://a.org" \\o "say \\"hi\\""'),
        ('hyperlink \\l "there" "{{ it }}"', "tel:1", 'hyperlink \\l "there" "tel:1"'),
    ],
)
def test_value_stays_the_argument_that_it_is(form: object, template: str, value: str, written: str) -> None:
    assert callable(form)
    assert code(form(template), value) == written


@FORMS
@pytest.mark.parametrize(
    ("template", "value"),
    [
        *[
            ('HYPERLINK "{{ it }}"', address)
            for address in (
                "file:///S3CRET",
                "javascript:S3CRET",
                "\\\\server\\S3CRET",
                "S3CRET.exe",
                "JAVASCRIPT:S3CRET",
            )
        ],
        ("HYPERLINK {{ it }}", "file:///S3CRET"),
        ("XE {{ it }}", "S3CRET two"),
        ("XE {{ it }}", "\\h"),
        ("XE {{ it }}", 'S3CRET"'),
        ('XE "{{ it }}"', "S3CRET \u201d \\* Upper"),
    ],
)
def test_value_that_would_leave_its_place_is_refused(form: object, template: str, value: str) -> None:
    assert callable(form)
    with pytest.raises(RenderError) as caught:
        code(form(template), value)
    assert "S3CRET" not in str(caught.value)


@FORMS
@pytest.mark.parametrize("template", ["{{ it }}", 'HYPER{{ it }} "x"', '{{ it }} "x"', '"{{ it }}"'])
def test_value_does_not_say_what_kind_of_field_it_is(form: object, template: str) -> None:
    assert callable(form)
    with pytest.raises(TemplateError, match="whose kind is chosen by a placeholder"):
        code(form(template), "INCLUDETEXT")


def test_code_that_is_cut_into_runs_is_one() -> None:
    cut = begun('HYPERLINK "</w:instrText></w:r><w:r><w:instrText>{{ it }}"')
    assert code(cut, "https://a.org") == 'HYPERLINK "https://a.org"'
    with pytest.raises(RenderError, match="none of http"):
        code(cut, "file:///x")


def test_field_within_the_code_of_a_field_is_one_of_its_words() -> None:
    nested = begun(f'XE </w:instrText></w:r>{begun("PAGE")[5:-6]}<w:r><w:instrText> 1 "{{{{ it }}}}"')
    assert code(nested, 'a"').endswith(' 1 "a\\""')


def test_condition_in_a_code() -> None:
    body = begun('HYPERLINK "{% if absent %}https://a.org/{% endif %}{{ it }}"')
    assert code(body, "https://b.org", absent=None) == 'HYPERLINK "https://b.org"'
    with pytest.raises(RenderError, match="none of http"):
        code(body, "file:///x", absent=None)


def test_field_that_a_condition_cuts_through_takes_no_value() -> None:
    start, rest = begun('XE "{{ it }}"').split("<w:r><w:instrText>")
    opening, closing = ("<w:r><w:t>{% if it %}</w:t></w:r>", "<w:r><w:t>{% endif %}</w:t></w:r>")
    body = f"{start}{opening}<w:r><w:fldChar w:fldCharType='begin'/></w:r>{closing}<w:r><w:instrText>{rest}"
    with pytest.raises(TemplateError, match="is not closed"):
        code(body, "x")
