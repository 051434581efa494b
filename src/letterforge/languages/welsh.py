"""Welsh: how it is written, and how a text in it says that something is still to be filled in."""

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
    """A, B a C, or A, B ac C before a vowel."""
    if len(texts) == 1:
        return texts[0]
    joint = "ac" if texts[-1][:1].lower() in "aâáàäeêéèëiîíìïoôóòöuûúùüwŵẃẁẅyŷýỳÿ" else "a"
    return f"{', '.join(texts[:-1])} {joint} {texts[-1]}"


def _days(number: int) -> str:
    """1 diwrnod, 2 ddiwrnod, 3 diwrnod: two softens what follows. CLDR has it, and Babel does not find it there."""
    return f"{number} {'ddiwrnod' if abs(number) == 2 else 'diwrnod'}"  # noqa: PLR2004  (as said)


WELSH = Language(
    tags=("cy", "cy-GB"),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
            *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
        ),
        weekdays=("dydd llun", "dydd mawrth", "dydd mercher", "dydd iau", "dydd gwener", "dydd sadwrn", "dydd sul"),
        also_months=MappingProxyType(
            {
                "chwef": 2,
                "gorff": 7,
                "tach": 11,
                "rhag": 12,
                "fawrth": 3,
                "fai": 5,
                "fehefin": 6,
                "orffennaf": 7,
                "fedi": 9,
                "dachwedd": 11,
                "ragfyr": 12,
            }
        ),
        also_weekdays=MappingProxyType(
            {
                "llun": 0,
                "mawrth": 1,
                "mercher": 2,
                "iau": 3,
                "gwener": 4,
                "sadwrn": 5,
                "sul": 6,
                "maw": 1,
                "mer": 2,
                "gwe": 4,
                "gwen": 4,
                "sad": 5,
                "ddydd llun": 0,
                "ddydd mawrth": 1,
                "ddydd mercher": 2,
                "ddydd iau": 3,
                "ddydd gwener": 4,
                "ddydd sadwrn": 5,
                "ddydd sul": 6,
                "nos lun": 0,
                "nos fawrth": 1,
                "nos fercher": 2,
                "nos iau": 3,
                "nos wener": 4,
                "nos sadwrn": 5,
                "nos sul": 6,
            }
        ),
        ordinals=vocabulary("af il ydd ed fed eg ain"),
        articles=vocabulary("y yr"),
        of=vocabulary("o mis"),
        noon=frozenset({"hanner dydd", "12 hanner dydd", "canol dydd"}),
        morning=frozenset({"yb", "y.b.", "y bore", "o'r gloch y bore", "am"}),
        afternoon=frozenset(
            {
                "yp",
                "y.p.",
                "yh",
                "y.h.",
                "y prynhawn",
                "y pnawn",
                "yr hwyr",
                "y nos",
                "pm",
                "o'r gloch y prynhawn",
                "o'r gloch yr hwyr",
            }
        ),
        at=vocabulary("am"),
        hours=vocabulary("awr oriau"),
        minutes=vocabulary("munud munudau mun"),
        joint=vocabulary("a"),
    ),
    conventions=Conventions(
        dates=MappingProxyType({"long": "d MMMM y", "full": "EEEE d MMMM y", "short": "d MMM y", "numeric": "dd/MM/y"}),
        time="HH:mm",
        month="MMMM y",
        hours=("awr", "awr"),
        minutes=("munud", "munud"),
        join=_list,
        days=_days,
    ),
    prompts=Prompts(
        asking=vocabulary(
            "mewnosod mewnosoder mewnosodwch nodwch rhowch ychwanegu ychwanegwch dewiswch llenwi llenwch dilëer dileu dilëwch cwblhau "
            "cwblhewch teipio teipiwch ysgrifennwch disgrifiwch esboniwch cliciwch rhoi"
        ),
        asked=vocabulary(
            "enw enwau dyddiad ddyddiad dyddiadau cyfeiriad gyfeiriad lle lleoliad swydd teitl rhif rif swm blwyddyn mis diwrnod amser "
            "plentyn blentyn ysgol sefydliad cyfenw ffôn e-bost ebost cyfeirnod pwnc rheswm rhesymau manylion disgrifiad "
            "testun côd tref sir gwlad cwmni cyngor adran gwasanaeth rhiant rhieni mam tad gwarcheidwad gofalwr disgybl "
            "myfyriwr cleient cwsmer swyddog rheolwr cyfarwyddwr cadeirydd ysgrifennydd llofnod cyfarfod digwyddiad "
            "penderfyniad anfoneb cyfrif pris ffi cyfradd cyfnod awr wythnos derbynnydd anfonwr ymgeisydd tenant landlord "
            "cyflogwr nodiadau sylwadau iaith oedran"
        ),
        beside=vocabulary(
            "y yr neu a ac o i ar yn eich ei eu cyntaf llawn geni cyswllt post dechrau gorffen newydd yma hwn"
        ),
        quiet=vocabulary("dienw annarllenadwy anhyglyw chwerthin parhad trosodd"),
        removed=vocabulary("olygu dileu'n ddileu newid hepgor hepgorwyd dilëwyd newidiwyd anhysbys annarllenadwy"),
        signing=vocabulary("llofnod llofnodwyd arwyddwyd tyst"),
        connecting=vocabulary("y yr ac neu ond sydd nad os ei eu hwn hon hyn"),
        articles=vocabulary("y yr ei eu"),
        following=vocabulary("y yr o i ar"),
        block=vocabulary("enw dyddiad swydd teitl"),
        dated=vocabulary("dyddiad"),
        often="(?:yn )?(?:chwarterol|fisol|misol|wythnosol|flynyddol|blynyddol|ddyddiol|dyddiol)|bob (?:wythnos|mis|chwarter|blwyddyn)",
        inserting=vocabulary("mewnosod mewnosoder mewnosodwch"),
    ),
    greetings=Greetings(
        words="Annwyl",
        titles=r"Mr|Mrs|Ms|Miss|Mx|Dr|Y Cynghorydd|Syr|Fadam|Foneddiges|Gyfeillion",
        casual="Helo|Bore da|Prynhawn da|Noswaith dda|Haia",
        whole="Syr|Fadam|Foneddiges|Gyfeillion",
    ),
    office=Office(
        # Microsoft has put its words differently over the years: what an error says is one sentence behind the sign.
        errors=r"(?:Gwall|GWALL)! ?(?:[A-Z][^.!?\n]{3,80})\.?",
        prompts=r"Cliciwch (?:(?:neu dapiwch|neu tapiwch) )?(?:yma )?i (?:roi|deipio|fewnosod|nodi|ychwanegu) (?:testun|dyddiad|\w+)\.?",
        choices=r"Dewiswch eitem\.?",
        signs=("Gwall!", "GWALL!", "Cliciwch", "Dewiswch eitem"),
    ),
    unsettled=Unsettled(
        lead="i['\u2019]w",
        facts="gadarnhau|bennu|benderfynu|gyhoeddi",
        acts="gytuno|gwblhau|lenwi|drefnu|ychwanegu",
        signs=("i'w ", "i\u2019w "),
    ),
    date_letters=DateLetters(
        "", "[Bb]{4}", ("bbbb", "BB"), r"diwrnod ?/ ?mis ?/ ?blwyddyn|[Dd]{2} mis [Bb]{4}", "blwyddyn"
    ),
    field_labels=(
        "enw",
        "enw cyntaf",
        "cyfenw",
        "enw llawn",
        "eich enw",
        "dyddiad",
        "dyddiad geni",
        "cyfeiriad",
        "eich cyfeiriad",
        "cod post",
        "tref",
        "stryd",
    ),
    field_words={
        "date": "dyddiad dydd",
        "time": "amser",
        "month": "mis",
        "e-mail": "ebost",
        "telephone": "ffôn ffon",
        "lines": "cyfeiriad lleoliad nodiadau",
        "number": "swm cyfanswm pris cost",
        "whole number": "nifer oed blwyddyn",
    },
    of=frozenset(("y", "yr", "o", "ar")),
    ordinal=ordinals.welsh,
)
