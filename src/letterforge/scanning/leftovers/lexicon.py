"""The words that prompts are made of: what asks, what is asked for, and what looks alike and asks for nothing."""

from __future__ import annotations


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, parted by blanks."""
    return frozenset(text.split())


ASKING = vocabulary(
    # English
    "insert enter add type fill complete specify describe provide state supply choose select pick delete attach include "
    "write click tap replace put input identify indicate define confirm amend edit customise customize adjust tailor update "
    "set give quote paste press explain summarise summarize outline detail mention tick circle strike remove modify adapt "
    # Welsh, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish
    "mewnosod mewnosoder mewnosodwch nodwch rhowch ychwanegu ychwanegwch dewiswch llenwi llenwch dilëer dileu "
    "einfügen eintragen ausfüllen ergänzen einsetzen angeben auswählen bitte "
    "insérer inserer compléter completer préciser preciser indiquer renseigner ajouter choisir supprimer saisir remplir "
    "insertar inserte completar complete indicar indique especificar rellenar escribir añadir elegir "
    "inserire compilare indicare specificare completare aggiungere "
    "inserir preencher indicar completar especificar "
    "invullen invoegen vul aanvullen kiezen wpisz wstaw uzupełnij ange infoga fyll indsæt udfyld angiv"
)
"""Verbs that ask whoever writes to do something; they stand first in a prompt, or last in German and Dutch."""

ASKED = vocabulary(
    # who and what
    "name names forename forenames firstname lastname surname fullname initials title titles salutation author authors "
    "company organisation organization organisations organizations business firm employer employee employees worker "
    "contractor client customer supplier vendor consultant agency authority council board partnership department team "
    "school college university hospital trust practice service services charity institution institute entity party parties "
    "owner holder holders licensor licensee lender borrower landlord tenant buyer seller purchaser recipient sender addressee "
    "discloser provider user participant patient child children pupil student parent parents guardian carer person manager "
    "director officer chair chairman chairperson secretary witness signatory representative contact member partner spouse "
    "applicant candidate beneficiary guarantor maintainer maintainers project product software website site app application "
    "platform program programme repository brand investor founder founders shareholder trustee executor attorney agent "
    "assignor assignee subcontractor processor controller administrator assistant leader lead coordinator counterparty "
    # where
    "address addresses street road town city county country state province region district postcode zip zipcode location "
    "place venue room office building premises jurisdiction jurisdictions court courts url link domain hyperlink "
    # when and how much
    "date dates day days month months year years yyyy time times period duration term deadline frequency hours hour weeks week "
    "amount amounts number numbers no sum price fee fees rate rates percentage percent figure figures quantity total value "
    "salary cost costs currency budget limit threshold age count balance rent deposit minutes yrs "
    # how to reach somebody, and what it is called
    "email e-mail mail phone telephone tel mobile fax reference ref id identifier code version registration vat "
    "subject topic purpose purposes description details detail text content example list item items reason reasons role "
    "position job post grade status type kind category sector industry signature sign-off clause section schedule annex "
    "appendix exhibit law laws legislation regulation policy document documents report agreement contract territory field "
    "property goods services deliverables scope specification method methods means instructions criteria requirement "
    "requirements responsibilities duties notes comments comment remarks placeholder blank logo photo photograph image picture "
    "gender pronoun pronouns nationality birth dob occupation relationship bank account iban sort occasion event meeting "
    "issue matter case claim incident allegation allegations decision outcome date/time website/url option options "
    "licence license copyright trademark governing-law headquarters handle username password token key "
    # Welsh, German, French, Spanish, Italian, Portuguese, Dutch
    "enw enwau dyddiad cyfeiriad lle lleoliad swydd teitl rhif swm blwyddyn mis amser plentyn ysgol sefydliad cyfenw "
    "vorname nachname vornamen datum ort anschrift adresse straße strasse plz betrag firma unterschrift anzahl nummer uhrzeit "
    "titel funktion telefon kind name/vorname aktenzeichen betreff zeitraum empfänger absender "
    "nom prénom prénoms date lieu montant ville rue téléphone numéro fonction titre société objet durée heure destinataire enfant "
    "nombre apellido apellidos fecha lugar dirección ciudad importe número cargo empresa teléfono "
    "nome cognome data luogo indirizzo città importo società telefono "
    "morada endereço cidade local valor naam achternaam voornaam plaats bedrag adres"
)
"""Nouns for what letters, forms and agreements leave open."""

BESIDE = vocabulary(
    "the a an of for to in on at by with from and or your my our their his her its this that these those here relevant "
    "applicable appropriate full legal registered first last middle family given preferred business home work postal mailing "
    "email current new old other own main primary secondary line lines one two three start end begin effective commencement "
    "expiry expiration due issue issued birth delivery payment completion termination today's todays date's if any as per "
    "number no per cent gbp usd eur pounds dollars euros currency brief short long detailed specific precise exact each "
    "where when who whom which what how is are be will local national governing principal physical approximate estimated "
    "proposed intended expected agreed chosen total maximum minimum initial annual monthly weekly daily hourly quarterly "
    "including incl etc also both such all any some more further additional optional not only must should can may i ii iii "
    "he she they him them mr mrs ms mx dr miss sir madam y yr der die das des dem den und oder im am von vom zum zur le la les "
    "de du d' et ou el los las del o da do das dos di della delle il lo gli het een van yr y neu"
)
"""Words that may stand in a prompt beside what it asks for."""

QUIET = vocabulary(
    "sic redacted deleted omitted withheld removed censored anonymised anonymized inaudible unintelligible indistinct crosstalk "
    "laughter applause laughs pause silence interruption emphasis translation translated original italics edit source "
    "citation seal ls reserved confidential private sealed end continued cont'd contd blank blocked hide show top back "
    "next previous pdf html doc docx xls video audio podcast online ibid op cit eds ed trans vol pp para paras illegible "
    "unclear missing unknown signed stamp stamped overleaf above below attached enclosed herein supra infra"
)
"""Where one of these stands first or alone, an editor speaks, and nothing is asked for."""

REMOVED = vocabulary(
    "withheld redacted omitted removed deleted suppressed anonymised anonymized censored inaudible illegible added supplied"
)
"""Where one of these stands last, something was taken out, or put in by an editor."""

SIGNING = vocabulary(
    "signed signature signatures sign witness witnessed seal unterschrift unterzeichnet signé firma llofnod "
    "llofnodwyd handtekening autograph initials initialled"
)
"""What stands beside a line to sign on."""

CONNECTING = vocabulary(
    "and or but nor which who whose that where unless except including excluding provided if when while as because since so "
    "however other others in into on at by with without from under for to of the a an its their his her such not only "
    "also both all any each every is are was were has have had will would shall should may might can could must been being "
    "it this these those he she they we you i them him us me there"
)
"""Where one of these stands first, it is a piece of a sentence: an optional clause, or an editor's word in a quotation."""
