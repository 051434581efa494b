"""Spanish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import DateLetters, Greetings, Language, Office, Prompts, Reading, Unsettled
from letterforge.languages.vocabulary import vocabulary

SPANISH = Language(
    tags=("es",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
            *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        ),
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        also_months=MappingProxyType({"sept": 9, "setiembre": 9}),
        also_weekdays=MappingProxyType({"miercoles": 2, "sabado": 5}),
        ordinals=vocabulary("º"),
        articles=vocabulary("el"),
        of=vocabulary("de del"),
        noon=vocabulary("mediodía"),
        oclock=vocabulary("h horas"),
        hours=vocabulary("hora horas h"),
        minutes=vocabulary("minuto minutos min"),
        joint=vocabulary("y"),
    ),
    prompts=Prompts(
        asking=vocabulary(
            "insertar inserte completar complete indicar indique especificar especifique rellenar rellene escribir escriba añadir "
            "añada elegir elija introducir introduzca seleccionar seleccione describir describa sustituir sustituya cumplimentar "
            "cumplimente detallar detalle consignar"
        ),
        asked=vocabulary(
            "nombre nombres apellido apellidos fecha lugar dirección domicilio ciudad provincia municipio localidad país importe cantidad "
            "precio tarifa número cargo puesto empresa entidad organismo organización departamento servicio teléfono móvil "
            "correo hora día mes año referencia expediente asunto motivo razón plazo duración periodo período destinatario "
            "destinataria remitente firmante firma colegio escuela curso alumno alumna niño niña menor padre madre tutor "
            "tutora cliente clienta trabajador trabajadora arrendador arrendatario vendedor comprador contrato factura cuenta "
            "banco dni nie nif cif nacionalidad profesión sexo texto descripción detalles solicitante interesado interesada "
            "representante responsable director directora"
        ),
        beside=vocabulary(
            "el la los las de del al y o en con para por su sus nuestro nuestra un una completo completa postal legal nacimiento inicio fin "
            "electrónico aquí"
        ),
        quiet=vocabulary("tachado anonimizado inaudible ilegible risas silencio aplausos traducción continúa"),
        removed=vocabulary(
            "tachado anonimizado omitido omitida suprimido eliminado modificado desconocido desconocida ilegible"
        ),
        signing=vocabulary("firma firmado"),
        connecting=vocabulary(
            "el la los las un una unos unas de del al y o pero que quien si su sus este esta estos estas lo le les se es son era ha han "
            "debe deben puede pueden será"
        ),
        articles=vocabulary("el la los las un una su sus este esta estos estas"),
        polite=vocabulary("por favor"),
        following=vocabulary("de del para en y"),
        block=vocabulary("fecha nombre lugar cargo"),
        dated=vocabulary("fecha"),
        often="trimestral(?:mente)?|mensual(?:mente)?|anual(?:mente)?|semanal(?:mente)?|diari[oa](?:mente)?|semestral(?:mente)?",
        inserting=vocabulary("insertar inserte introduzca introducir"),
    ),
    greetings=Greetings(
        words="(?:Muy )?(?:Estimad[oa]s?|Querid[oa]s?|Apreciad[oa]s?|Distinguid[oa]s?)",
        titles=r"Srt?as?\.?|Sres?\.?|Don|Do\u00f1a|D\.|D\u00f1a\.|[Ss]e\u00f1or(?:a|es|as|ita)?|Dra?\.",
        casual="Hola|Buenos d\u00edas|Buenas (?:tardes|noches)",
        whole=r"[Ss]e\u00f1or(?:a|es|as|ita)?|Estimad[oa]s|Querid[oa]s",
    ),
    office=Office(
        errors=(
            r"\u00a1?Error! ?(?:No se encuentra el origen de la referencia|Marcador no definido|No hay texto con el estilo especificado"
            r"(?: en el documento)?|Referencia de hiperv\u00ednculo no v\u00e1lida|Nombre desconocido de propiedad de documento"
            r"|V\u00ednculo no v\u00e1lido|No se ha especificado (?:un|el) nombre de (?:archivo|marcador)|Argumento de modificador desconocido"
            r"|S\u00f3lo el documento principal|No se pueden crear objetos [^.\n]{1,80})\.?"
            r"|No se (?:encontraron|encuentran|han encontrado) (?:entradas|elementos) de (?:tabla|\u00edndice)[\w \u00e0-\u00ff]{0,40}\.?"
        ),
        prompts=(
            r"Haga clic(?: o pulse)?(?: aqu\u00ed)? para (?:escribir|introducir|especificar|agregar) (?:texto|una fecha|un \w+)\.?"
            r"|Pulse(?: o haga clic)?(?: aqu\u00ed)? para escribir (?:texto|una fecha)\.?"
        ),
        choices=r"Elija un (?:elemento|bloque de creaci\u00f3n)\.?",
        signs=(
            "Error!",
            "ERROR!",
            "No se encontraron",
            "No se encuentran",
            "No se han",
            "Haga clic",
            "Pulse",
            "Elija un",
        ),
    ),
    unsettled=Unsettled(
        lead="(?:por|pendiente de|a)",
        facts="confirmar|confirmaci\u00f3n|determinar|definir|concretar",
        acts="completar|fijar|acordar|rellenar|indicar",
        signs=("por ", "pendiente de ", "a confirmar", "a determinar", "a definir"),
    ),
    date_letters=DateLetters(
        "",
        "[Aa]{4}|AA",
        ("aaaa", "AA"),
        r"d\u00eda ?/ ?mes ?/ ?a\u00f1o|[Dd]{2} de (?:mes|[Mm]{2,4}) de [Aa]{4}",
        "año",
    ),
    field_labels=(
        "nombre",
        "apellido",
        "apellidos",
        "nombre y apellidos",
        "su nombre",
        "nombre completo",
        "fecha",
        "fecha de nacimiento",
        "dirección",
        "su dirección",
        "calle",
        "ciudad",
        "código postal",
        "destinatario",
    ),
    ordinal=ordinals.with_point_and_sign,
)
