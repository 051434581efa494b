"""Portuguese: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages import ordinals
from letterforge.languages.language import DateLetters, Greetings, Language, Office, Promises, Prompts, Reading
from letterforge.languages.vocabulary import vocabulary

PORTUGUESE = Language(
    tags=("pt",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
            *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
        ),
        weekdays=("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
        ordinals=vocabulary("º"),
        of=vocabulary("de"),
        noon=vocabulary("meio-dia"),
        oclock=vocabulary("h horas"),
        at=vocabulary("às"),
        marks=vocabulary("h"),
        hours=vocabulary("hora horas h"),
        minutes=vocabulary("minuto minutos min"),
        joint=vocabulary("e"),
    ),
    greetings=Greetings(
        words="Car[oa]s?|Prezad[oa]s?|Exm[oa]\\.",
        titles=r"Sr\.|Sra\.|Senhora?",
        casual="Ol\u00e1|Bom dia|Boa tarde",
        whole="Senhora?",
    ),
    office=Office(
        errors=r"Erro! ?(?:(?:A o|O)rigem da refer\u00eancia n\u00e3o (?:foi )?encontrada|Fonte de refer\u00eancia n\u00e3o encontrada|(?:Indicador|Marcador) n\u00e3o definido)\.?",
        prompts=r"Clique (?:ou toque )?aqui para (?:introduzir|inserir|digitar) (?:o )?(?:texto|uma data)\.?",
        choices=r"Escolh(?:a|er) um item\.?",
        signs=("Erro!", "Clique", "Escolh"),
    ),
    prompts=Prompts(
        asking=vocabulary("inserir preencher indicar completar especificar"),
        asked=vocabulary("morada endereço cidade local valor"),
        beside=vocabulary("o da do das dos"),
        signing=vocabulary("firma"),
    ),
    promises=Promises("a confirmar", ("onf",)),
    date_letters=DateLetters("", "[Aa]{4}|AA", ("aaaa", "AA")),
    field_labels=(
        "nome",
        "apelido",
        "sobrenome",
        "nome completo",
        "o seu nome",
        "data",
        "data de nascimento",
        "morada",
        "endereço",
        "cidade",
        "código postal",
    ),
    ordinal=ordinals.with_sign,
)
