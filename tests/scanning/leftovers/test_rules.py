"""Each way to leave a place open is found, and what looks alike stays quiet: one line a case."""

from __future__ import annotations

import pytest
from tests.work import grows_with_its_input

from letterforge.errors import UnreadableFileError
from letterforge.scanning.scan import scan

# What a file of Markdown says, and the rules of what is found in it, in their order.
FOUND = r"""
The round is ₹[X] and the investor holds [Y]% or [%]%.|bracketed-prompt bracketed-prompt bracketed-prompt
In witness whereof we sign this ___ day of ________, 2026.|blank blank
Read the [TODO-list](#TODO-link).|promise-word promise-word
[Insert date]|bracketed-prompt
The fee is £[amount] per month.|bracketed-prompt
between [COMPANY NAME], a [STATE] corporation|bracketed-prompt bracketed-prompt
Dear [Parent/Carer],|bracketed-prompt
Dear [Mr/Mrs/Ms Surname]|bracketed-prompt
by [date; place]|bracketed-prompt
[●] shares of [●]|bracketed-prompt bracketed-prompt
[•] and [*]|bracketed-prompt bracketed-prompt
the sum of $[_____]|bracketed-prompt
Copyright [yyyy] [name of copyright owner]|bracketed-prompt bracketed-prompt
Copyright (c) <year> <copyright holders>|bracketed-prompt bracketed-prompt
Dear <Name>, on <Insert Date>|bracketed-prompt bracketed-prompt
[enter your postcode here]|bracketed-prompt
[Describe the incident in your own words, including any injuries.]|bracketed-prompt
[Choose one: Option A / Option B]|bracketed-prompt
[England and Wales/Scotland]|bracketed-prompt
within [30] days|bracketed-prompt
within [X] days of [event]|bracketed-prompt bracketed-prompt
[X]% of the price|bracketed-prompt
[state/province]|bracketed-prompt
Attn: [Contact Person]|bracketed-prompt
This [Agreement Type] Agreement|bracketed-prompt
[Drafting note: delete if not needed]|bracketed-prompt
[his/her/their]|bracketed-prompt
Priority: [P1/P2/P3]|bracketed-prompt
[Chapter 2 name] and [Section 1 Title]|bracketed-prompt bracketed-prompt
[and/or]|bracketed-prompt
[Street Address, City, Postcode]|bracketed-prompt
contact us at [email@address] now|bracketed-prompt
contact us at [support email]|bracketed-prompt
[Employer's full legal name]|bracketed-prompt
[PARTY A] and [PARTY B]|bracketed-prompt bracketed-prompt
\\[Name of party\\]|bracketed-prompt
**[Your Company]**|bracketed-prompt
[Enw'r plentyn]|bracketed-prompt
[Name des Kindes]|bracketed-prompt
[Datum einfügen]|bracketed-prompt
[à compléter]|bracketed-prompt
[nom de l'enfant]|bracketed-prompt
[nombre del alumno]|bracketed-prompt
[insertar fecha]|bracketed-prompt
[mewnosod dyddiad]|bracketed-prompt
[TBC]|bracketed-prompt
{company_name}|template-mark
Dear {name},|template-mark
Dear {first_name} {last_name}|template-mark template-mark
{{name}}|template-mark
<<FirstName>> <<Last Name>>|template-mark template-mark
((first name))|template-mark
${customer.name}|template-mark
«First_Name» «Address1»|template-mark template-mark
Dear «Name»|template-mark
<%= name %>|template-mark
*|FNAME|*|template-mark
%%FIRSTNAME%%|template-mark
@@name@@|template-mark
%FIRST_NAME%|template-mark
[% name %]|template-mark
+++INS name+++|template-mark
Name: ________________|blank
I, ____________, of ____________|blank blank
this ____ day of ________, 20__|blank blank blank
The price is £____ per week|blank
Total: ............................|blank
Name …………………………|blank
on XX/XX/XXXX|date-mask
on XX/XX/2026|date-mask
Date: dd/mm/yyyy|date-mask
Date: (dd/mm/yyyy)|date-mask
Date:(dd/mm/yyyy)|date-mask
**Date:** (dd/mm/yyyy)|date-mask
Date: DD-MMM-YYYY|date-mask
on __/__/____ at|date-mask
Datum: TT.MM.JJJJ|date-mask
le JJ/MM/AAAA|date-mask
on XX March 2026|date-mask
MM/DD/YYYY|date-mask
YYYY-MM-DD|date-mask
on ___/___/______|date-mask
at XX:XX|date-mask
Venue: TBC|promise-word
Venue: tbc|promise-word
Date TBA.|promise-word
TBD|promise-word
Speaker (TBC)|promise-word
Time: to be confirmed|promise-word
The venue is to be confirmed.|promise-word
Lorem ipsum dolor sit amet, consectetur|promise-word
Mr XXXX|promise-word
Call XXX-XXX-XXXX|promise-word
(XXX) XXX-XXXX|promise-word
Ref: xxxxxx|promise-word
£XX,XXX|promise-word
Frau N.N.|promise-word
TODO: add the address|promise-word
{IF fee} {END-IF} {FOR p IN parties}|template-mark template-mark template-mark
{client_name | upper}|template-mark
Party: [five (5)] days|bracketed-prompt
Date: To Be Confirmed|promise-word
xxx@xxx.com|promise-word
in exchange for the payment by [Investor Name] of $[_____________] on [Date of Safe]|bracketed-prompt bracketed-prompt bracketed-prompt
[Month] [Day], [Year]|bracketed-prompt bracketed-prompt bracketed-prompt
this [●] day of [●], 20[●]|bracketed-prompt bracketed-prompt bracketed-prompt
visit [www.yourcompany.com] or write to [your@email.com]|bracketed-prompt bracketed-prompt
[INDIVIDUAL'S NAME], residing at [FULL ADDRESS]|bracketed-prompt bracketed-prompt
for [six (6)] months, [6-12] months or [1/2] years|bracketed-prompt bracketed-prompt bracketed-prompt
[OPTIONAL: describe the warranty]|bracketed-prompt
Version [X.X]|bracketed-prompt
[Y/N]|bracketed-prompt
[[client_name]] and [[insert name]]|bracketed-prompt bracketed-prompt
<Company> and <COMPANY ADDRESS>|bracketed-prompt bracketed-prompt
<<[First Name]>> and <<Company>>|template-mark template-mark
#FIRST_NAME# and $last_name$|template-mark template-mark
{$name} writes|template-mark
Month DD, YYYY|date-mask
at HH:MM|date-mask
Amount: ______ Signature: ______|blank
She says ________ (the price).|blank
dated [     ] 2026|bracketed-prompt
a fee of [ ]% per month|bracketed-prompt
The fee is £[  ].|bracketed-prompt
[XX] pupils came|bracketed-prompt
a rate of [%] a year|bracketed-prompt
"""
QUIET = r"""
the house [to be known as the Old School] was sold
The controls [AC-2, AC-3, AC-6.1] apply.
render [--page-size SIZE] [-o FILE]
*What a guardian does ........................... 4*
Where to write ............................ **17**
as shown in [12]
as shown in [1, 2, 5-7]
[sic]
the mother [sic] of
[REDACTED]
[2024] EWCA Civ 1
R v Smith [1999] 1 AC 1
see [Smith 2020] and [Jones et al., 2019]
[RFC2119] [ISO 27001]
he said that [she] had left
"I told [the social worker] so"
[...]
[…]
party[ies]
[t]he court
- [ ] tick
- [x] done
[ ] Yes [ ] No
[Link](http://a.b)
![alt text](a.png)
[^1]
[1]: http://a.b
Ann <ann@example.org>
<https://example.org>
see <b>bold</b>
a < b and c > d
if x<y then y>x
array[0] and list[i]
the range [0, 1]
[laughter]
[emphasis added]
[crosstalk]
Signed: ______________
Signature: ______________ Date: __________
By: ______________
____________________
Witness: ______________
_____
---
Chapter 1 ........................ 3
Introduction..............................12
wait... what....
`{{ name }}`
`[insert]`
the set {a, b}
{"name": "Ann"}
\\textbf{name}
\\frac{a}{b}
{C#} and {10%}
J'ai lu «Le Monde» hier, à Paris
«Привет»
She said «yes» to it
<strong>x</strong>
foo___bar
__init__ and __name__
snake_case_name
Give dates as dd/mm/yyyy.
The date format is DD/MM/YYYY
Date of birth (dd/mm/yyyy): 01/02/2003
Date of birth (dd/mm/yyyy)
**Date of birth** (dd/mm/yyyy): 01/02/2003
Write each date in this format: (dd/mm/yyyy)
(dd/mm/yyyy) 01/02/2003
to be confirmed by the court
The decision needs to be confirmed.
the contract has to be agreed by both
TBC Bank and TBA Ltd
Chapter XXX
size XXL
King Louis XX
24/7 and 50/50
km/h and and/or
(the "Company")
f((x))
((1)(a))
cout << x << y;
a >> b << c
100% of %PATH%
$HOME
[!NOTE]
[@smith2020]
the NHS [National Health Service] is
the Act [as amended]
[Signature page follows]
[Intentionally left blank]
[Remainder of page intentionally left blank]
[End of document]
[PAGE BREAK]
[UK] [EU] [GDPR]
items [a], [b] and [c]
(a) the first; (b) the second
[edit]
[citation needed]
[Image: a map]
[Exhibit A]
[see page 4]
[JS]
[10:32] Ann: hello
[10:32:01]
[INFO] started
[2026-03-01 10:00] x
[Mon 3 March]
[v1.2.3]
[#123]
Dear Ann,
| --- | --- |
|:---:|
=====
50 .. 60
xxx kisses xxx
love Ann xxx
20 x 30 cm
X marks the spot
www.xxx.com
2 xx chromosomes
[Name](mailto:ann@example.org) and [a](#b)
Card: XXXX XXXX XXXX 1234
The NHS [National Health Service] runs it.
[*] Starting the service
___so___ it is
[N/A] and [A] and [ii]
[[Defined Term]] means
see [https://www.gov.uk/x] for it
Signature: ______ Name: ______
/s/ ______
______________ (Signature)
Tenant: ______(signature)
Paella ............ 12,50 €
Sopa .................. £4
Introduction ........ page 3
Mr N.N. Patel
"""


def rules(text: str) -> list[str]:
    return [leftover.rule for leftover in scan(f"{text}\n\nBye.".encode(), media_type="text/markdown")]


@pytest.mark.parametrize("case", FOUND.strip("\n").split("\n"))
def test_what_waits_to_be_filled_is_found(case: str) -> None:
    text, _, wanted = case.rpartition("|")
    assert rules(text) == wanted.split()


@pytest.mark.parametrize("text", QUIET.strip("\n").split("\n"))
def test_what_looks_alike_stays_quiet(text: str) -> None:
    assert rules(text) == []


def test_what_is_faint_counts_only_beside_what_is_certain() -> None:
    assert rules("We met [the tall one].") == []
    assert rules("Dear [Name], on [date] we met [the tall one].") == ["bracketed-prompt"] * 3
    assert rules("The set {tall} is {short}.") == []
    assert rules("{first_name} has {tall}") == ["template-mark"] * 2


def test_a_prompt_within_a_prompt_is_one_and_within_a_clause_it_is_the_inner_one() -> None:
    def texts(text: str) -> list[str]:
        return [leftover.text for leftover in scan(text.encode())]

    assert texts("Call [the number, open [hours]].") == ["[the number, open [hours]]"]
    clause = f"[The tenant shall pay [amount] {'and so on ' * 20}.]"
    assert texts(clause) == ["[amount]"]
    assert texts("[The rent then is [insert rent] again.]") == ["[insert rent]"]


@pytest.mark.parametrize(("length", "wanted"), [(160, "the whole"), (161, "[school]")])
def test_what_is_longer_than_a_prompt_is_a_clause(length: int, wanted: str) -> None:
    words = (
        "Describe what happened at [school], and name everybody who was there, " + "who came later or left early, " * 4
    )
    text = f"[{words[: length - 2]}]"
    assert [one.text for one in scan(text.encode())] == [text if wanted == "the whole" else wanted]


def test_a_scale_behind_a_label_is_a_choice_in_a_file_of_prompts() -> None:
    assert rules("Sources: [1-5]") == []
    assert rules("By [Name], on [date].\n\n- Harm: [1-5]") == ["bracketed-prompt"] * 3
    assert rules("By [Name], on [date].\n\n(Sources: [1-5])") == ["bracketed-prompt"] * 2


def test_a_prompt_over_two_lines_stands_on_the_first() -> None:
    (leftover,) = scan(b"Dear Ann,\nplease see [insert the\nname of the child] soon.")
    assert (leftover.place.line, leftover.text) == (2, "[insert the")


@pytest.mark.parametrize(
    "block",
    [
        "Signature: ______\nName: ______\nTitle: ______\nDate: ______",
        "Signed by the tenant\n______________",
        "______________\nSignature of the parent",
        "By: ______\nName: ______",
        "Agreed and accepted:\n______________     ______________\nDate: ______       Date: ______",
        "SIGNATURES\n\nTenant: ______ Date: ______\n\nLandlord: ______ Date: ______",
        "Fait à ______, le ______\n\nSignature : ______",
        "Firma: ______ Fecha: ______\nNombre: ______",
        "Arwyddwyd: ______ Dyddiad: ______\nEnw: ______",
        "Unterschrift: ______\nOrt, Datum: ______",
        "| Who | Signature | Date |\n|---|---|---|\n| Ann | ______ | ______ |",
        "I confirm that the above is true. Signature: ______\nName: ______",
    ],
)
def test_lines_to_sign_on_stay_quiet(block: str) -> None:
    assert rules(block) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Requested by: ______\nTitle: ______", 2),
        ("Signature: ______\n\n## Notes\n\nDate: ______", 1),
        ("What happened?\n____________________\n____________________", 2),
        ("Signed: ______ Date: ______\nNumber of children: ______", 1),
        ("Fee agreed: ______\nPaid by: ______", 2),
        ("Tenant: ______ Date: ______", 2),
    ],
)
def test_lines_for_answers_do_not(text: str, number: int) -> None:
    assert rules(text) == ["blank"] * number


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["What happened?", "____________"], 1),
        (["Signed for the council", "____________"], 0),
        (["Signed for the council", "Telephone: ______"], 1),
        (["Signature: ______", "Name: ______"], 0),
        (["Signature: ______", *["Name: ______"] * 8], 0),
        (["Signature: ______", *["Name: ______"] * 9], 1),
    ],
)
def test_the_lines_of_one_paragraph_stand_beside_each_other(lines: list[str], number: int) -> None:
    """Below a signature stands its block; what goes on for more than eight lines is a list to fill in."""
    found = scan(f"<p>{'<br>'.join(lines)}</p>".encode(), media_type="text/html")
    assert [one.rule for one in found] == ["blank"] * number


@pytest.mark.parametrize("blank", ["_ _ _ _ _", ". . . . . ."])
def test_a_blank_may_be_written_with_spaces_that_do_not_break(blank: str) -> None:
    for run in (blank, blank.replace(" ", "\u00a0")):
        assert [(one.rule, one.text) for one in scan(f"Name: {run}".encode())] == [("blank", run)]


@pytest.mark.parametrize(
    "bait",
    [
        "[",
        "{",
        "{{",
        "]",
        "<",
        "<<",
        "((",
        "${",
        "«a»",
        "%A%",
        "_",
        ".",
        "…",
        "+++",
        "<%",
        "[1,",
        "[[",
        "[Aa",
        "x",
        "xx-",
        "XX/",
        "dd/mm/",
        "TBC",
        "\\_",
        "Signed ____ ",
        "| ____ ",
        "to be confirmed ",
        "lorem ipsum\n",
        "name: ____ ",
        "[NHS a] ",
        "{a} ",
        "{ { a ",
        "{_{",
        "a } ",
        "%Ab",
        "__A",
        "##a ",
        "(insert ",
        "INSERT A",
        "*insert a",
        "\nDear ",
        "\nDear Mr and ",
        "Error! ",
        "Click here to enter ",
        "\u2018a\u2019b",
        "\u201ca ",
        "> [a b] ",
        "he said [a] ",
        "A [B] ",
        "undefined: ",
        "#REF! ",
        "`TODO a ",
        "\n    [Name] a\n\nb",
        "\n```\n[Name of a] b c d\n```\n",
        "noch zu ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(bait: str) -> None:
    def read(size: int) -> None:
        try:
            scan((bait * (size // len(bait))).encode(), media_type="text/markdown")
        except UnreadableFileError as refused:
            assert str(refused) == "the file holds more brackets than any letter needs"  # noqa: PT017

    assert grows_with_its_input(read, 200_000)
