"""British and Irish English: how it is written and read, and how a text in it says that something is still to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import (
    Conventions,
    DateLetters,
    Greetings,
    Language,
    Office,
    Prompts,
    Reading,
    Unsettled,
)
from letterforge.languages.vocabulary import vocabulary


def _list(texts: Sequence[str]) -> str:
    """A, B and C."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


ENGLISH = Language(
    tags=("en", "en-GB", "en-IE"),
    conventions=Conventions(
        dates=MappingProxyType({"long": "d MMMM y", "full": "EEEE d MMMM y", "short": "d MMM y", "numeric": "dd/MM/y"}),
        time="h:mm a",
        month="MMMM y",
        hours=("hour", "hours"),
        minutes=("minute", "minutes"),
        join=_list,
    ),
    # The names are CLDR's, as a test says; written out, since Babel is slow to import and data are read at every start.
    reading=Reading(
        months=(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        also_months=MappingProxyType({"sept": 9}),
        ordinals=vocabulary("st nd rd th"),
        noon=frozenset({"noon", "midday", "12 noon"}),
        morning=vocabulary("am a.m. a.m am."),
        afternoon=vocabulary("pm p.m. p.m pm."),
        hours=vocabulary("hour hours hr hrs h"),
        minutes=vocabulary("minute minutes min mins m"),
        joint=vocabulary("and"),
    ),
    prompts=Prompts(
        asking=vocabulary(
            "insert enter add type fill complete specify describe provide state supply choose select pick delete "
            "attach include write click tap replace put input identify indicate define confirm amend edit "
            "customise customize adjust tailor update set give quote paste press explain summarise summarize "
            "outline detail mention tick circle strike remove modify adapt"
        ),
        asked=vocabulary(
            "name names forename forenames firstname lastname surname fullname initials title titles salutation "
            "author authors company organisation organization organisations organizations business firm employer "
            "employee employees worker contractor client customer supplier vendor consultant agency authority "
            "council board partnership department team school college university hospital trust practice service "
            "services charity institution institute entity party parties owner holder holders licensor licensee "
            "lender borrower landlord tenant buyer seller purchaser recipient sender addressee discloser provider "
            "user participant patient child children pupil student parent parents guardian carer person manager "
            "director officer chair chairman chairperson secretary witness signatory representative contact "
            "member partner spouse applicant candidate beneficiary guarantor maintainer maintainers project "
            "product software website site app application platform program programme repository brand investor "
            "founder founders shareholder trustee executor attorney agent assignor assignee subcontractor "
            "processor controller administrator assistant leader lead coordinator counterparty address addresses "
            "street road town city county country state province region district postcode zip zipcode location "
            "place venue room office building premises jurisdiction jurisdictions court courts url link domain "
            "hyperlink date dates day days month months year years yyyy time times period duration term deadline "
            "frequency hours hour weeks week amount amounts number numbers no sum price fee fees rate rates "
            "percentage percent figure figures quantity total value salary cost costs currency budget limit "
            "threshold age count balance rent deposit minutes yrs email e-mail mail phone telephone tel mobile "
            "fax reference ref id identifier code version registration vat subject topic purpose purposes "
            "description details detail text content example list item items reason reasons role position job "
            "post grade status type kind category sector industry signature sign-off clause section schedule "
            "annex appendix exhibit law laws legislation regulation policy document documents report agreement "
            "contract territory field property goods services deliverables scope specification method methods "
            "means instructions criteria requirement requirements responsibilities duties notes comments comment "
            "remarks placeholder blank logo photo photograph image picture gender pronoun pronouns nationality "
            "birth dob occupation relationship bank account iban sort occasion event meeting issue matter case "
            "claim incident allegation allegations decision outcome date/time website/url option options licence "
            "license copyright trademark governing-law headquarters handle username password token key"
        ),
        beside=vocabulary(
            "the a an of for to in on at by with from and or your my our their his her its this that these those "
            "here relevant applicable appropriate full legal registered first last middle family given preferred "
            "business home work postal mailing email current new old other own main primary secondary line lines "
            "one two three start end begin effective commencement expiry expiration due issue issued birth "
            "delivery payment completion termination today's todays date's if any as per number no per cent gbp "
            "usd eur pounds dollars euros currency brief short long detailed specific precise exact each where "
            "when who whom which what how is are be will local national governing principal physical approximate "
            "estimated proposed intended expected agreed chosen total maximum minimum initial annual monthly "
            "weekly daily hourly quarterly including incl etc also both such all any some more further additional "
            "optional not only must should can may i ii iii he she they him them mr mrs ms mx dr miss sir madam"
        ),
        quiet=vocabulary(
            "sic redacted deleted omitted withheld removed censored anonymised anonymized inaudible "
            "unintelligible indistinct crosstalk laughter applause laughs pause silence interruption emphasis "
            "translation translated original italics edit source citation seal ls reserved confidential private "
            "sealed end continued cont'd contd blank blocked hide show top back next previous pdf html doc docx "
            "xls video audio podcast online ibid op cit eds ed trans vol pp para paras illegible unclear missing "
            "nods sighs laughing cries crying coughs coughing sobs sobbing shakes shrugs whispers whispering shouts shouting smiles "
            "pauses looks turns takes sits stands walks leaves enters exits withdrawn recess adjourned adjournment repealed revoked substituted subs "
            "unknown signed stamp stamped overleaf above below attached enclosed herein supra infra"
        ),
        removed=vocabulary(
            "withheld redacted omitted removed deleted suppressed anonymised anonymized censored inaudible "
            "illegible added supplied unknown protected hidden changed emphasis translation italics undisclosed illegible"
        )
        | {
            f"not {word}"
            for word in vocabulary("given known stated recorded disclosed provided available identified supplied named")
        },
        signing=vocabulary("signed signature signatures sign witness witnessed seal autograph initials initialled"),
        connecting=vocabulary(
            "and or but nor which who whose that where unless except including excluding provided if when while "
            "as because since so however other others in into on at by with without from under for to of the a an "
            "its their his her such not only also both all any each every is are was were has have had will would "
            "shall should may might can could must been being it this these those he she they we you i them him "
            "us me there"
        ),
        articles=vocabulary("the a an this that these those his her their its"),
        polite=vocabulary("please only optionally optional to do also not"),
        following=vocabulary(
            "of for on at that who whose which where when in by to from as with and or e g eg i signing"
        ),
        labels=vocabulary(
            "optional external internal draft urgent spam official sensitive public closed resolved warning info error "
            "note tip important caution ok pass fail done new yes no not used sound music english welsh"
        ),
        block=vocabulary(
            "name names title date dated its print printed position capacity place role designation day of"
        ),
        dated=vocabulary("date dated"),
        agreeing=vocabulary("accepted agreed acknowledged understood"),
        relative=vocabulary("who whose whom which that"),
        inserting=vocabulary("insert"),
        roles=vocabulary(
            "chair chairman chairperson secretary manager director officer trustee executor attorney agent administrator assistant leader "
            "coordinator tenant landlord applicant claimant respondent witness parent guardian carer mother father partner "
            "member author consultant teacher owner employee employer"
        ),
        often=(
            r"(?:(?:at least|no less(?: frequently)? than|not less than|no more than|up to) )?"
            r"(?:(?:bi-?)?(?:annually|yearly|quarterly|monthly|fortnightly|weekly|daily|hourly)|annual|half-yearly|once|twice"
            r"|(?:once|twice) (?:a|per|every) (?:day|week|month|quarter|year)"
            r"|every (?:\w+ )?(?:\(\d+\) )?(?:days?|weeks?|months?|quarters?|years?))"
        ),
    ),
    unsettled=Unsettled(
        lead="to be",
        facts="confirmed|announced|advised|determined|decided",
        acts="notified|agreed|arranged|completed|inserted|supplied|added|provided|finali[sz]ed",
        signs=("to be ",),
    ),
    greetings=Greetings(
        words="Dear",
        titles=r"Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Rev|Lord|Lady|Sir|Madam|Doctor",
        casual="Hello|Hi|Hey|Good (?:morning|afternoon|evening)",
        whole="Miss|Sir|Madam|Lord|Lady|Doctor|Professor|Councillor",
    ),
    office=Office(
        errors=(
            r"Error! ?(?:Reference (?:source )?not (?:found|valid)|Bookmark (?:not defined|name not given)|No bookmark name given"
            r"|No text of specified style in document|Not a valid (?:link|filename|bookmark[\w\- ]{0,40}|result for table|embedded object)"
            r"|Unknown (?:document property name|switch argument|op code for conditional|import format|picture type)"
            r"|Hyperlink reference not valid|Main document only|File ?name not specified|Cannot open (?:the )?(?:file|data source)"
            r"|Objects cannot be created from editing field codes|MergeField was not found in header record of data source"
            r"|AutoText entry not defined|(?:No )?Style (?:not defined|name not given)|Digit expected"
            r"|Number cannot be represented in specified format|Include(?:Text|Picture) nesting|Not enough memory)\.?"
            r"|No (?:table of (?:contents|figures|authorities)|index) entries(?: were)? found\.?"
            r"|!(?:Syntax Error|Unexpected End of (?:Formula|Expression)|Zero Divide|Missing Operator|Undefined Bookmark)(?:, \w{1,40})?"
        ),
        prompts=(
            r"Click (?:here|or tap(?: here)?) (?:and type|to (?:enter|add|type|insert))(?: (?:a |an |any |your |some )?[\w'\u2019]+){1,4}\.?"
            r"|Enter any content that you want to repeat(?:, including other content controls)?[^.\n]{0,200}\.?"
        ),
        choices=r"Choose (?:an item|a building block)\.?",
        signs=("Error!", "ERROR!", "entries", "!Syntax", "!Un", "!Zero", "!Missing", "Click", "Enter any", "Choose a"),
    ),
    date_letters=DateLetters("[Dd]{1,2}", "[Yy]{4}|[Yy]{2}", ("year", "Year", "YEAR", "yy", "YY")),
    field_labels=(
        "first name",
        "last name",
        "surname",
        "forename",
        "given name",
        "family name",
        "middle name",
        "full name",
        "name",
        "your name",
        "your full name",
        "their name",
        "name and surname",
        "date",
        "date of birth",
        "dob",
        "today's date",
        "address",
        "your address",
        "address line 1",
        "address line 2",
        "town",
        "city",
        "county",
        "postcode",
        "post code",
        "zip code",
        "country",
        "recipient",
        "addressee",
    ),
    field_words={
        "date": "date day deadline due dob born birthday since until expiry",
        "date and time": "datetime timestamp",
        "time": "time start_time end_time",
        "month": "month",
        "duration": "duration length longest minutes hours",
        "e-mail": "email mail email_address",
        "telephone": "telephone phone mobile tel fax telephone_number phone_number mobile_number contact_number",
        "postal address": "postal_address mailing_address delivery_address",
        "lines": "address venue place location notes note comments comment remarks details description reason reasons summary body text paragraph",
        "number": "amount sum total price cost costs fee fees rent balance deposit salary income rate percentage percent",
        "whole number": "number_of count quantity age year years days weeks months visits",
        "yes or no": "is has was were can should confirmed accepted approved agreed required",
    },
    of=frozenset(("of", "for", "from", "to", "in", "at")),
    ordinal=ordinals.english,
)
