"""German: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Promises, Prompts, TemplatePrompts, vocabulary

GERMAN = Language(
    tags=("de",),
    prompts=Prompts(
        asking=vocabulary("einfügen eintragen ausfüllen ergänzen einsetzen angeben auswählen bitte"),
        asked=vocabulary(
            "vorname nachname vornamen datum ort anschrift adresse straße strasse plz betrag firma unterschrift "
            "anzahl nummer uhrzeit titel funktion telefon kind name/vorname aktenzeichen betreff zeitraum "
            "empfänger absender"
        ),
        beside=vocabulary("der die das des dem den und oder im am von vom zum zur"),
        signing=vocabulary("unterschrift unterzeichnet"),
        polite=vocabulary("bitte"),
        block=vocabulary("datum ort"),
        dated=vocabulary("datum"),
    ),
    template_prompts=TemplatePrompts(asks="einfügen"),
    promises=Promises(
        r"wird noch (?:bekannt ?gegeben|mitgeteilt|ergänzt)|noch offen|noch zu (?:klären|bestimmen|ergänzen)|n\.n\.b\.",
        ("noch", "n.n.b"),
    ),
    date_letters=DateLetters("[Tt]{2}", "[Jj]{4}|[Jj]{2}", ("jj", "JJ")),
)
