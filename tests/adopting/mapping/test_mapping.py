from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import Field
from tools.mapping.measure import NONE, measure_own
from tools.mapping.subjects import SUBJECTS, made_up, model_of, paths

from letterforge import Date, Email, LetterData, Line, Lines, Month, Telephone, Time
from letterforge.adopting.mapping import propose
from letterforge.adopting.mapping.catalogue import catalogue
from letterforge.adopting.mapping.tags import tag
from letterforge.adopting.prompts import Certainty, Prompt, Proposal
from letterforge.letters.case_review import IntroductoryLetter

CLAIMED = (Certainty.SURE, Certainty.LIKELY)


class Owner(LetterData):
    name: Line = Field(description="The owner's full name")
    address: Lines = Field(description="Where the owner lives")
    email: Email | None = Field(default=None, description="The owner's e-mail address")


class Vet(LetterData):
    name: Line = Field(description="The vet's name")
    telephone: Telephone = Field(description="The practice's number")


class Puppy(LetterData):
    name: Line = Field(description="What the puppy is called")
    born: Date = Field(description="The date of birth")


class Visit(LetterData):
    date: Date = Field(description="The day of the visit")
    time: Time | None = Field(default=None, description="When it begins")


class Kennel(LetterData):
    date: Date = Field(description="The date of the letter")
    owner: Owner = Field(description="Whom the dog belongs to")
    vet: Vet = Field(description="Who looks after the dog")
    visit: Visit | None = Field(default=None, description="The visit to the kennel")
    puppies: tuple[Puppy, ...] = Field(min_length=1, description="The puppies of the litter")
    colours: tuple[Line, ...] = Field(min_length=1, description="The colours of the coat")
    vaccination_month: Month = Field(description="The month of the vaccination")


def one(text: str, before: str = "", after: str = "", **more: str) -> Proposal:
    return propose([Prompt(text, before, after, **more)], Kennel)[0][0]


@pytest.mark.parametrize(
    ("prompt", "wanted"),
    [
        (Prompt("[Owner's name]", "Dear ", ","), "{{ owner.name }}"),
        (Prompt("[insert full name of the dog owner]", "", ""), "{{ owner.name }}"),
        (Prompt("[Owner]", "Dear ", ","), "{{ owner.name }}"),
        (Prompt("{{owner_address}}", "", ""), "{{ owner.address }}"),
        (Prompt("{ownerAddress}", "", ""), "{{ owner.address }}"),
        (Prompt("________", "", "", label="Owner's address"), "{{ owner.address }}"),
        (Prompt("________", "Owner's address: ", ""), "{{ owner.address }}"),
        (Prompt("[name]", "I, ", ' (the "Owner"), agree'), "{{ owner.name }}"),
        (Prompt("[phone number of the vet]", "", ""), "{{ vet.telephone }}"),
        (Prompt("[month]", "The vaccination is due in ", "."), "{{ vaccination_month }}"),
        (Prompt("[E-mail address of the owner]", "", ""), "{% if owner.email %}{{ owner.email }}{% endif %}"),
        (Prompt("[list of colours]", "", ""), '{{ colours | join(", ") }}'),
        (Prompt("[Name des Eigentümers]", "", ""), "{{ owner.name }}"),
    ],
)
def test_a_prompt_is_mapped(prompt: Prompt, wanted: str) -> None:
    (proposal,) = propose([prompt], Kennel)[0]
    assert proposal.tag == wanted
    assert proposal.certainty in CLAIMED
    assert proposal.field is None
    assert 1 <= len(proposal.candidates) <= 3


def test_a_plural_becomes_a_loop() -> None:
    proposal = one("[names of all puppies]")
    loop = "{% for one in puppies %}{{ one.name }}{% if not loop.last %}, {% endif %}{% endfor %}"
    assert proposal.tag == loop


@pytest.mark.parametrize(
    "prompt",
    [
        Prompt("[his/her]", "bring ", " papers"),
        Prompt("[delete as appropriate]", "is / is not ", ""),
        Prompt("[Mr/Mrs/Ms]", "Dear ", " Ash"),
        Prompt("[you are welcome to come]", "", " [we cannot invite you]"),
        Prompt("[was]", "it ", " or [was not] seen"),
    ],
)
def test_alternatives_are_for_the_author(prompt: Prompt) -> None:
    (proposal,) = propose([prompt], Kennel)[0]
    assert (proposal.tag, proposal.certainty, proposal.field) == (None, Certainty.NONE, None)
    assert "alternatives" in proposal.why


@pytest.mark.parametrize(
    "text", ["[Note to author: keep this short]", "[If applicable]", "[Remove this section if unused]"]
)
def test_an_instruction_is_no_blank(text: str) -> None:
    assert (one(text).tag, "instruction" in one(text).why) == (None, True)


def test_a_signature_is_signed_by_hand() -> None:
    assert (one("[Signature]").tag, "by hand" in one("[Signature]").why) == (None, True)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[breed of the stallion]", "stallion_breed", "text"),
        ("[Insurance renewal date]", "insurance_renewal_date", "date"),
        ("[name of the school]", "school_name", "text"),
        ("[adoption fee]", "adoption_fee", "sum"),
        ("[chip number]", "chip_number", "text"),
        ("[Reference number]", "reference_number", "text"),
        ("[number of children]", "children_number", "number"),
        ("[class]", "field_class", "text"),
        ("[opening hours]", "opening_hours", "text"),
        ("[notice period]", "notice_period", "length of time"),
    ],
)
def test_where_no_field_fits_one_is_proposed(text: str, name: str, kind: str) -> None:
    proposal = one(text)
    assert (proposal.tag, proposal.certainty) == (None, Certainty.NONE)
    assert proposal.field is not None
    assert (proposal.field.name, proposal.field.kind) == (name, kind)
    assert proposal.field.meaning


def test_a_bare_number_is_one_where_something_is_counted() -> None:
    counted = Prompt("[number]", "You must pay within ", " days of this letter.")
    called = Prompt("[number]", "We have your case ", ", and will write to you.")
    (first,), (second,) = propose([counted, called], None)
    assert (first.field and first.field.kind, second.field and second.field.kind) == ("number", "text")


def test_without_a_model_each_prompt_names_its_field() -> None:
    first, second = propose([Prompt("[Date of visit]", "", ""), Prompt("[his/her]", "", "")], None)
    assert first[0].field is not None
    assert (first[0].field.name, first[0].field.kind) == ("visit_date", "date")
    assert second[0].field is None


def test_one_prompt_may_ask_for_several_things() -> None:
    assert [each.asks for each in propose([Prompt("[date; place]", "", "")], Kennel)[0]] == ["date", "place"]
    both = propose([Prompt("[Owner name and address]", "", "")], Kennel)[0]
    assert [each.tag for each in both] == ["{{ owner.name }}", "{{ owner.address }}"]
    both = propose([Prompt("[name and address of the owner]", "", "")], Kennel)[0]
    assert [each.tag for each in both] == ["{{ owner.name }}", "{{ owner.address }}"]
    assert [each.asks for each in propose([Prompt("[terms and conditions]", "", "")], Kennel)[0]] == [
        "terms and conditions"
    ]


def test_the_same_prompt_twice_is_one_field() -> None:
    twice = [Prompt("[Owner's name]", "Dear ", ","), Prompt("[Owner's name]", "Signed: ", "")]
    first, second = propose(twice, Kennel)
    assert first[0].tag == second[0].tag == "{{ owner.name }}"


def test_a_name_that_could_be_anybodys_is_unsure() -> None:
    proposal = one("[name]")
    assert proposal.certainty in {Certainty.UNSURE, Certainty.NONE}


def test_a_kind_of_thing_is_never_another() -> None:
    for text in ("[owner's date of birth]", "[vet's fee]", "[owner's telephone number]"):
        assert one(text).certainty in {Certainty.UNSURE, Certainty.NONE}, text


def test_the_original_letter() -> None:
    prompts = [
        Prompt("[details of the case review]", "I am writing to you about ", "."),
        Prompt("[date; place]", "The first meeting, at which the method is introduced, takes place on ", "."),
        Prompt("[name]", "The introduction will be given by ", "."),
        Prompt("[month]", "The one-to-one conversations will be held in ", "."),
        Prompt("[names of the review team]", "", ""),
    ]
    right = [
        "review.title",
        "introduction.date",
        "introduction.place",
        "introduction.leader",
        "conversations.month",
        "team.members[].name",
    ]
    got = [each for group in propose(prompts, IntroductoryLetter) for each in group]
    assert len(got) == len(right)
    for proposal, path in zip(got, right, strict=True):
        assert proposal.candidates[0].path == path or proposal.certainty not in CLAIMED


def test_every_tag_passes_the_check(check_body: Callable[..., list[str]]) -> None:
    for model in (Kennel, IntroductoryLetter):
        for entry in catalogue(model):
            for facet in (entry.facet, "month", "year", "day"):
                assert not check_body(tag(entry, facet), model), entry.path


def test_each_model_of_the_measurement_is_wide_enough() -> None:
    """At least 40 fields each, so that most are asked for by nobody; and each can be taken out."""
    for subject in sorted({subject for _, subject in SUBJECTS}):
        known = paths(subject)
        assert len(known) >= 40, subject
        without = model_of(subject, frozenset({known[0]}))
        assert [one.path for one in catalogue(without)] == list(known[1:])


class Party(LetterData):
    name: Line = Field(description="The full name")
    address: Lines = Field(description="Where the party lives")


class Signer(LetterData):
    name: Line = Field(description="Who it is")
    signed_on: Date = Field(description="When it is signed")


class Tenancy(LetterData):
    date: Date = Field(description="The date of the agreement")
    tenant: Party = Field(description="Who rents the flat")
    tenant_first_name: Line = Field(description="What the tenant is called by friends")
    clerk: Signer = Field(description="Who signs for the office")
    caretaker: Line = Field(description="The person who looks after the house")
    conditions: Lines = Field(description="What is to be kept to")


def of_tenancy(text: str, before: str = "") -> Proposal:
    return propose([Prompt(text, before, "")], Tenancy)[0][0]


@pytest.mark.parametrize(
    ("text", "before", "path"),
    [
        ("[conditions]", "", "conditions"),
        ("[name of caretaker]", "", "caretaker"),
        ("[tenant's forename]", "", "tenant_first_name"),
        ("________", "Clerk's signature: ________ Date: ", "clerk.signed_on"),
    ],
)
def test_a_name_of_its_own_is_found(text: str, before: str, path: str) -> None:
    assert of_tenancy(text, before).candidates[0].path == path


@pytest.mark.parametrize("text", ["[landlord's address]", "[address of landlord]", "[name of the guarantor]"])
def test_the_other_party_is_never_meant(text: str) -> None:
    assert of_tenancy(text).certainty not in CLAIMED


@pytest.mark.parametrize("text", ["[data]", "[agreed terms]", "[official]"])
def test_what_narrows_little_is_nothing_else(text: str) -> None:
    """No date is meant by "data", though a language spells it so; no agreement by "agreed"."""
    assert of_tenancy(text).certainty not in CLAIMED


def test_the_letters_made_up_for_the_rules() -> None:
    """Enough of them is proposed, and hardly any wrongly without their field; each right answer is a field of its model."""
    for name, model, said in made_up():
        known = {entry.path for entry in catalogue(model(frozenset()))}
        assert {one for each in said for one in each["right"].split("|")} - {NONE} <= known, name
    figures = measure_own()
    assert figures.proposed >= 0.7 * figures.fielded
    assert sum(figures.wrongly[level] for level in CLAIMED) <= 0.02 * figures.taken
