"""French: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Promises, Prompts, TemplatePrompts, vocabulary

FRENCH = Language(
    tags=("fr",),
    prompts=Prompts(
        asking=vocabulary(
            "insérer inserer compléter completer préciser preciser indiquer renseigner ajouter choisir supprimer "
            "saisir remplir"
        ),
        asked=vocabulary(
            "nom prénom prénoms date lieu montant ville rue téléphone numéro fonction titre société objet durée "
            "heure destinataire enfant"
        ),
        beside=vocabulary("le la les de du d' et ou"),
        signing=vocabulary("signé"),
        polite=vocabulary("veuillez"),
        block=vocabulary("nom lieu"),
    ),
    template_prompts=TemplatePrompts(asks="insérer"),
    promises=Promises(r"[àa] (?:confirmer|compléter|préciser|définir)", ("onf", "omp", "préc", "déf")),
    date_letters=DateLetters("[Jj]{2}", "[Aa]{4}|AA", ("aaaa", "AA")),
)
