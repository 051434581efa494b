"""French: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import DateLetters, Greetings, Language, Office, Prompts, Reading, Unsettled
from letterforge.languages.vocabulary import vocabulary

FRENCH = Language(
    tags=("fr",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("janvier", "février", "mars", "avril", "mai", "juin"),
            *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        ),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        also_months=MappingProxyType(
            {"janv": 1, "févr": 2, "fevrier": 2, "juil": 7, "aout": 8, "sept": 9, "decembre": 12}
        ),
        ordinals=vocabulary("er"),
        articles=vocabulary("le"),
        noon=vocabulary("midi"),
        oclock=vocabulary("h heures heure"),
        at=vocabulary("à"),
        marks=vocabulary("h"),
        hours=vocabulary("heure heures h"),
        minutes=vocabulary("minute minutes min mn"),
        joint=vocabulary("et"),
    ),
    prompts=Prompts(
        asking=vocabulary(
            "insérer inserer insérez compléter completer complétez préciser preciser précisez indiquer indiquez renseigner renseignez "
            "ajouter ajoutez choisir choisissez supprimer remplir remplissez saisir saisissez sélectionner sélectionnez "
            "remplacer remplacez décrire décrivez mentionner mentionnez entrer entrez inscrire cocher cliquez"
        ),
        asked=vocabulary(
            "nom noms prénom prénoms date lieu montant somme prix tarif ville rue voie adresse courriel mél commune pays département "
            "téléphone portable numéro fonction titre société entreprise organisme association mairie objet durée délai "
            "période heure jour mois année destinataire expéditeur signataire enfant enfants naissance mère père tuteur "
            "tutrice parent école élève salarié salariée employeur bailleur locataire vendeur acheteur client cliente "
            "référence dossier motif raison siège siret poste profession qualité civilité nationalité texte nombre quantité "
            "événement réunion décision contrat facture compte banque interlocuteur interlocutrice responsable directeur "
            "directrice représentant représentante mandataire bénéficiaire demandeur demandeuse nom/prénom coordonnées"
        ),
        beside=vocabulary(
            "le la les de du des et ou à au aux en pour par sur avec votre vos notre nos son sa leur leurs un une complet complète légal "
            "légale postal postale nouveau nouvelle début fin ici"
        ),
        quiet=vocabulary(
            "caviardé anonymisé inaudible illisible supprimé traduction rires silence applaudissements suite"
        ),
        removed=vocabulary(
            "caviardé anonymisé omis omise supprimé modifié inconnu inconnue masqué illisible ajouté ajoutée"
        ),
        signing=vocabulary("signé"),
        connecting=vocabulary(
            "le la les un une des du de et ou mais que qui dont si au aux ce cet cette ces sa ses leur leurs il elle ils elles lui sont "
            "était ont doit doivent peut peuvent ne pas"
        ),
        articles=vocabulary("le la les un une ce cet cette ces sa ses leur leurs"),
        polite=vocabulary("veuillez merci"),
        following=vocabulary("de du des pour à au en"),
        block=vocabulary("nom lieu fait le"),
        often="trimestriel(?:le)?(?:ment)?|mensuel(?:le)?(?:ment)?|annuel(?:le)?(?:ment)?|hebdomadaire(?:ment)?|quotidien(?:ne)?(?:ment)?",
        inserting=vocabulary("insérer insérez inserer"),
    ),
    greetings=Greetings(
        words=r"(?:Très )?(?:Chers?|Chères?|Cher\(e\)|Cher·e)",
        titles=r"M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Maître|Docteur|Dr\.?",
        casual="Bonjour|Bonsoir|Salut|Monsieur|Madame",
        whole="Monsieur|Madame|Mademoiselle|Maître|Docteur|MM\\.",
    ),
    office=Office(
        errors=(
            r"Erreur[ \u00a0\u202f]?! ?(?:Source du renvoi introuvable|Signet non d\u00e9fini|Il n['\u2019]y a pas de texte r\u00e9pondant \u00e0 ce style"
            r"(?: dans ce document)?|Aucun texte du style sp\u00e9cifi\u00e9[\w ]{0,30}|R\u00e9f\u00e9rence de lien hypertexte non valide"
            r"|Nom de propri\u00e9t\u00e9 de document inconnu|Liaison incorrecte|Nom du? fichier (?:non sp\u00e9cifi\u00e9|incorrect)"
            r"|Argument de commutateur inconnu|Document principal seulement|Aucun nom n['\u2019]a \u00e9t\u00e9 donn\u00e9 au signet"
            r"|R\u00e9f\u00e9rence non valide[\w \u00e0-\u00ff]{0,40}|Des objets ne peuvent pas [^.\n]{1,80})\.?"
            r"|Aucune entr\u00e9e (?:de table|d['\u2019]index)[\w '\u2019\u00e0-\u00ff]{0,40}n['\u2019]a \u00e9t\u00e9 trouv\u00e9e\.?"
        ),
        prompts=(
            r"(?:Cliquez|Appuyez)(?: ou (?:appuyez|cliquez|tapez))?(?: ici)? pour (?:entrer|taper|saisir|ajouter) (?:du texte|une date|un \w+)\.?"
        ),
        choices=r"Choisissez un (?:\u00e9l\u00e9ment|bloc de construction)\.?",
        signs=("Erreur", "ERREUR", "Aucune entr\u00e9e", "Cliquez", "Appuyez", "Choisissez un"),
    ),
    unsettled=Unsettled(
        lead="[\u00e0\u00c0a]",
        facts="confirmer|d\u00e9terminer|d\u00e9finir|fixer",
        acts="compl\u00e9ter|pr\u00e9ciser|renseigner|communiquer|venir|convenir|remplir",
        signs=("\u00e0 ", "a confirmer", "a pr\u00e9ciser", "a compl\u00e9ter"),
    ),
    date_letters=DateLetters(
        "[Jj]{1,2}", "[Aa]{4}|AA", ("aaaa", "AA"), r"jour ?/ ?mois ?/ ?ann\u00e9e|[Jj]{2} mois [Aa]{4}", "année"
    ),
    field_labels=(
        "prénom",
        "prenom",
        "nom",
        "nom de famille",
        "nom et prénom",
        "votre nom",
        "date",
        "date de naissance",
        "adresse",
        "votre adresse",
        "ville",
        "code postal",
        "destinataire",
    ),
    ordinal=ordinals.french,
)
