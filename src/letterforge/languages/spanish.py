"""Spanish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Promises, Prompts, vocabulary

SPANISH = Language(
    tags=("es",),
    prompts=Prompts(
        asking=vocabulary(
            "insertar inserte completar complete indicar indique especificar rellenar escribir añadir elegir"
        ),
        asked=vocabulary(
            "nombre apellido apellidos fecha lugar dirección ciudad importe número cargo empresa teléfono"
        ),
        beside=vocabulary("el la los las de del"),
        signing=vocabulary("firma"),
        dated=vocabulary("fecha"),
    ),
    promises=Promises(r"por (?:confirmar|determinar|definir)", ("onf", "determinar", "definir")),
    date_letters=DateLetters("", "[Aa]{4}|AA", ("aaaa", "AA")),
)
