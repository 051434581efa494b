"""German: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import (
    DateLetters,
    Greetings,
    Language,
    Office,
    Promises,
    Prompts,
    Reading,
    Unsettled,
)
from letterforge.languages.vocabulary import vocabulary

GERMAN = Language(
    tags=("de",),
    # The names are CLDR's, as a test says; a time is read by its figures.
    reading=Reading(
        months=(
            *("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober"),
            *("november", "dezember"),
        ),
        weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        also_months=MappingProxyType({"jänner": 1, "sept": 9}),
        also_weekdays=MappingProxyType({"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6, "sonnabend": 5}),
        ordinals=vocabulary("."),
        articles=vocabulary("den der"),
        noon=vocabulary("mittag"),
        oclock=vocabulary("uhr"),
        at=vocabulary("um"),
        hours=vocabulary("stunde stunden std"),
        minutes=vocabulary("minute minuten min"),
        joint=vocabulary("und"),
    ),
    prompts=Prompts(
        asking=vocabulary(
            "einfügen eintragen ausfüllen ergänzen einsetzen angeben auswählen eingeben hinzufügen beschreiben erläutern benennen "
            "ersetzen eintippen anpassen nennen einzutragen einzufügen auszufüllen"
        ),
        asked=vocabulary(
            "vorname vornamens nachname nachnamens vornamen familienname geburtsname firmenname namens datum datums ort ortes "
            "anschrift adresse straße strasse hausnummer plz postleitzahl stadt gemeinde land betrag betrags summe preis gebühr "
            "firma unternehmen behörde amt abteilung sachbearbeiter sachbearbeiterin ansprechpartner ansprechpartnerin "
            "unterschrift anzahl nummer uhrzeit titel anrede funktion telefon telefax fax kind kindes kinder eltern mutter vater "
            "schule klasse lehrer lehrerin name/vorname aktenzeichen betreff zeitraum frist dauer termin grund begründung anlass "
            "zweck beschreibung bezeichnung empfänger empfängerin absender absenderin kunde kundin antragsteller "
            "antragstellerin bescheid konto staatsangehörigkeit beruf geschlecht jahr monat tag mitglied verein vertrag "
            "rechnung auftraggeber auftragnehmer mieter mieterin vermieter vermieterin käufer verkäufer arbeitgeber "
            "arbeitnehmer arbeitnehmerin patient patientin vertreter vertreterin leiter leiterin veranstaltung"
        ),
        beside=vocabulary(
            "der die das des dem den und oder im am von vom zum zur mit für bei hier ihr ihre ihren ihrem ihres eine ein einen einer "
            "eines sowie ggf vollständiger vollständige genaue gesetzlichen gesetzlicher neue neuer neues alte alter dieser heutiges"
        ),
        quiet=vocabulary(
            "geschwärzt anonymisiert unleserlich hervorhebung hervorhebungen anm anmerkung übersetzung auslassung lachen gelächter "
            "beifall siehe vgl unverständlich"
        ),
        removed=vocabulary(
            "geschwärzt anonymisiert geändert entfernt ausgelassen weggelassen unbekannt unleserlich hinzugefügt unkenntlich"
        ),
        signing=vocabulary("unterschrift unterzeichnet"),
        connecting=vocabulary(
            "der das des dem den ein eine einen einem einer eines und oder aber nicht auch nur sich er sie ihm ihn ihnen wenn dass "
            "weil soweit sofern sondern sowie diese dieser dieses seine seiner ihre ihrer wird werden kann können muss soll darf"
        ),
        articles=vocabulary("der die das den dem des ein eine einen einer"),
        polite=vocabulary("bitte hier"),
        following=vocabulary("des der von für im in am zu mit"),
        block=vocabulary("datum ort"),
        dated=vocabulary("datum"),
        often="(?:viertel|halb)?jährlich|monatlich|wöchentlich|täglich|vierzehntägig",
        asked_ends=(
            *(
                "datum",
                "nummer",
                "betrag",
                "straße",
                "strasse",
                "zeichen",
                "adresse",
                "anschrift",
                "uhrzeit",
                "zeitraum",
            ),
            *("vorname", "nachname", "bezeichnung", "behörde", "termin"),
        ),
        inserting=vocabulary("einfügen eintragen einsetzen eingeben einzutragen einzufügen"),
    ),
    greetings=Greetings(
        words="Sehr geehrte[rs]?|Sehr verehrte[rs]?|Liebe[rs]?|Werte[rs]?",
        titles=r"Herr|Herrn|Frau|Familie|Dr\.|Prof\.|Professor(?:in)?|Eheleute",
        casual="Hallo|Guten (?:Tag|Morgen|Abend)|Moin",
        whole=r"Professor(?:in)?",
    ),
    office=Office(
        errors=(
            r"Fehler! ?(?:Verweisquelle konnte nicht gefunden werden|Textmarke nicht definiert|Kein Text mit angegebener "
            r"Formatvorlage im Dokument|Ung\u00fcltiger (?:Eigenverweis auf Textmarke|Dateiname)|Unbekannter Name f\u00fcr Dokument-?Eigenschaft"
            r"|Hyperlink-?Referenz ung\u00fcltig|Es wurde kein (?:Dateiname|Textmarkenname) angegeben|Keine g\u00fcltige "
            r"(?:Verkn\u00fcpfung|Verbindung)|Unbekanntes Schalterargument|Dateiname nicht angegeben|Nur Hauptdokument"
            r"|Die? (?:Datei|Objekt\w*) [^.\n]{1,80})\.?"
            r"|Es (?:konnten|wurden) keine (?:Eintr\u00e4ge f\u00fcr ein )?(?:Inhalts|Abbildungs|Index)\w*(?: gefunden(?: werden)?|eintr\u00e4ge gefunden)\.?"
        ),
        prompts=(
            r"Klicken (?:oder tippen )?Sie(?: hier)?(?:,| und)? ?(?:um |geben Sie )(?:einen |ein )?(?:Text|Datum|\w+ ein(?:zugeben)?)(?: ein(?:zugeben)?)?\.?"
        ),
        choices=r"W\u00e4hlen Sie ein (?:Element|Datum) aus\.?",
        signs=("Fehler!", "FEHLER!", "Es konnten keine", "Es wurden keine", "Klicken", "W\u00e4hlen Sie ein"),
    ),
    promises=Promises(
        r"wird noch (?:bekannt ?gegeben|mitgeteilt|ergänzt|nachgereicht|festgelegt)|n\.\s?n\.\s?b\.",
        ("wird noch", "n.n.b", "n. n. b"),
    ),
    unsettled=Unsettled(
        lead="noch",
        facts="festzulegen|zu (?:bestimmen|benennen)",
        acts="offen|nicht bekannt|zu (?:klären|ergänzen|vereinbaren)|einzutragen|einzufügen",
        signs=("noch ",),
    ),
    date_letters=DateLetters(
        "[Tt]{1,2}",
        "[Jj]{4}|[Jj]{2}",
        ("jj", "JJ"),
        r"Tag[./] ?Monat[./] ?Jahr|[Tt]{2}\. ?(?:Monat|Mon\.) ?[Jj]{4}",
        "Jahr",
    ),
    field_labels=(
        "vorname",
        "nachname",
        "familienname",
        "name",
        "ihr name",
        "vor- und nachname",
        "datum",
        "geburtsdatum",
        "adresse",
        "anschrift",
        "ihre anschrift",
        "straße",
        "strasse",
        "ort",
        "plz",
        "postleitzahl",
        "empfänger",
    ),
    field_words={
        "date": "datum tag termin frist geburtsdatum geburtstag faelligkeit fälligkeit",
        "time": "uhrzeit zeit beginn ende",
        "month": "monat",
        "duration": "dauer",
        "e-mail": "email mail emailadresse",
        "telephone": "telefon telefonnummer handy mobil fax rufnummer",
        "lines": "adresse anschrift ort bemerkung bemerkungen beschreibung grund begruendung begründung",
        "number": "betrag summe preis kosten gebuehr gebühr miete",
        "whole number": "anzahl alter jahr",
    },
    of=frozenset(("der", "des", "von", "für", "fuer", "am", "im")),
    ordinal=ordinals.with_point,
)
