"""Names of countries, by which the last line of a postal address is known to lead abroad: those of the CLDR, and other names."""

from __future__ import annotations

import functools
import re
import unicodedata

HOME = frozenset(
    {
        "united kingdom",
        "uk",
        "great britain",
        "gb",
        "england",
        "scotland",
        "wales",
        "cymru",
        "northern ireland",
        "channel islands",
        "jersey",
        "guernsey",
        "alderney",
        "sark",
        "isle of man",
    }
)
"""Where letters have a UK postcode, which says all: the Royal Mail goes to the islands, too."""
WITH_UK_POSTCODE = frozenset({"gibraltar"})
"""Abroad, and yet with a postcode of the form that those of the UK have (GX11 1AA)."""
_NO_COUNTRY = frozenset({"EU", "EZ", "GB", "GG", "IM", "JE", "CQ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of the CLDR for what is no country of its own, and for what is in `HOME`."""
_OTHER_NAMES = """
America, United States of America, USA, US, U.S.A.
Bosnia, Brunei Darussalam, Burma, Cabo Verde, Congo, Democratic Republic of the Congo, DR Congo, DRC, Republic of the Congo
Czech Republic, East Timor, Eire, Republic of Ireland, Irish Republic, Holland, Hong Kong, Ivory Coast, Macao, Macau
Federated States of Micronesia, Holy See, Vatican, Macedonia, Palestine, People's Republic of China, Russian Federation
Republic of Korea, Korea, St Kitts, Swaziland, Syrian Arab Republic, Turkey, UAE, Viet Nam, Virgin Islands
""".replace("\n", ",").split(",")
_WITHIN = re.compile(r"\((.*?)\)")


def folded(name: str) -> str:
    """A name without what people write in more than one way: case, accents, "the", "St." for "Saint", "&" for "and"."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    words = re.sub(r"[^\w\s]", " ", re.sub("[.'\u2019]", "", plain.replace("&", " and "))).split()
    return " ".join("saint" if one == "st" else one for one in words if one != "the")


def is_country(name: str) -> bool:
    """Whether a name is that of a country, but for those of `HOME`."""
    return folded(name) in _countries()


@functools.cache
def _countries() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415  (Babel is slow to import, and few addresses are abroad)

    codes = {code: name for code, name in Locale("en").territories.items() if code.isalpha() and len(code) == 2}  # noqa: PLR2004  (others are regions)
    names = [*_OTHER_NAMES]
    for code, name in codes.items():
        if code not in _NO_COUNTRY:
            names += [name, _WITHIN.sub("", name), *_WITHIN.findall(name)]
    return frozenset(filter(None, map(folded, names))) - HOME
