"""Soup of the characters that Markdown and Jinja look at, and made templates gone wrong."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st
from tests.property.made_templates import Maker

PIECES = (
    *"abcé \n\t*_`[]()<>#|-+~^=\\\"'!:.;&@/{}$%>",
    *(
        "**",
        "__",
        "](",
        "![",
        "> ",
        "# ",
        "## ",
        " |",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2. ",
        "10. ",
        "\n\n",
        "    ",
        "  ",
        "   ",
    ),
    *("~~", "===", "---", "\n---\n", "|-|-|\n", "\\\n", "&amp;", "https://", "[a](https://b)", "<https://b>", "1986. "),
    *(
        "{:",
        "\n{: .address }\n",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{# c #}",
        "\n{# c #}\n",
        "0T1T",
        "T0",
        "\x02",
        "\r",
    ),
    *(
        "\\newpage",
        "\n\\newpage\n",
        "{{ x }}",
        "{{ x.y }}",
        "{{- x -}}",
        "{% if x %}",
        "\n{% if x %}\n",
        "{% for x in y %}",
    ),
    *("\n{% for x in y %}\n", "{% endif %}", "{% endfor %}", "{% else %}", "{% elif q %}", "{%- endif -%}"),
    *("\n{% endif %}\n", "\n{% endfor %}\n", "\n{% else %}\n", '{% include "part.md" %}', "{% if x %}b{% endif %}"),
)
soup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)

INSERTED = (
    *(" ", "\n", "\n\n", "    ", "  ", "> ", "- ", "1. ", "*", "_", "|", "\\", "{", "}", "# ", "\t", ">", "{{ w }}"),
    *("{% if w %}", "{% endif %}", "\n{% if w %}\n", "\n{% endif %}\n", "{% else %}", "---\n", "[", "](", "<", "`"),
)


def spoilt(random: Random, source: str) -> str:
    """A template with one to three things cut, copied, put in, or moved."""
    for _ in range(random.randint(1, 3)):
        at, to = random.randint(0, len(source)), random.randint(0, len(source))
        end = min(len(source), at + random.choice((1, 1, 2, 4, 8)))
        lines = source.split("\n")
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(6):
            case 0:
                source = source[:at] + source[end:]
            case 1:
                source = source[:to] + source[at:end] + source[to:]
            case 2:
                source = source[:at] + random.choice(INSERTED) + source[at:]
            case 3:
                lines[one], lines[other] = lines[other], lines[one]
                source = "\n".join(lines)
            case 4:
                lines[one] = random.choice((lines[one].lstrip(" "), lines[one].lstrip("> "), " " + lines[one]))
                source = "\n".join(lines)
            case _:
                source = "\n".join([*lines[:one], *random.choice(([], ["", lines[one]])), *lines[one + 1 :]])
    return source


def _spoilt(seed: int, size: int) -> str:
    random = Random(seed)  # noqa: S311  (as above)
    return spoilt(random, Maker(random, size).made().source)


spoilt_templates = st.builds(_spoilt, st.integers(0, 2**32), st.integers(1, 10))
