"""Templates that reach for code, files, other fields and globals: what is known to leave Jinja's sandbox, and our own.

Each does no more than to ask for a class, or to write the file ``CANARY`` into the current folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from word_files import W, package, paragraph, table

_ROOTS = (
    "''", "()", "[]", "{}", "1", "1.5", "true", "none", "name", "names", "names[0]", "person", "self", "loop",
    "config", "request", "context", "environment", "super", "caller", "varargs", "cycler", "joiner", "lipsum",
    "namespace", "range", "dict", "undefined_thing", "g", "url_for",
)  # fmt: skip
_STEPS = (
    "{}.__class__",
    "{}['__class__']",
    "{}|attr('__class__')",
    "{}|attr('__cl' ~ 'ass__')",
)
_WRITE = "'import pathlib; pathlib.Path(\"CANARY\").touch()'"
_OTHERS = (
    # classes, subclasses, globals
    "''.__class__.__mro__[1].__subclasses__()",
    "''.__class__.__base__.__subclasses__()[100].__init__.__globals__",
    f"cycler.__init__.__globals__.os.system({_WRITE})",
    f"joiner.__init__.__globals__['__builtins__'].exec({_WRITE})",
    f"lipsum.__globals__['__builtins__']['exec']({_WRITE})",
    f"namespace.__init__.__globals__.__builtins__.exec({_WRITE})",
    f"self.__init__.__globals__.__builtins__.exec({_WRITE})",
    f"self._TemplateReference__context.cycler.__init__.__globals__.__builtins__.exec({_WRITE})",
    "range.__self__", "dict(a=1)", "dict.mro()", "namespace(a=1)", "cycler('a')", "lipsum()", "joiner(', ')()",
    # names of one underscore and two, in every way of writing an index
    "person._private", "person.__dict__", "person['__dict__']", 'person["__dict__"]', "person['\\x5f\\x5fclass\\x5f\\x5f']",
    "person['\\u005f\\u005fclass\\u005f\\u005f']", "person['__class__'['lower']()]", "person[name]", "person[['__class__'][0]]",
    "person['__cla' 'ss__']", "person['_' * 2]", "names[person]", "names[0:person]", "names[::-1]", "names[-99999999999999999999]",
    "person[none]", "person[true]", "person[1.5]", "person[('__class__',)]",
    # methods of what pydantic and dictionaries have
    "person.model_dump()", "person.parse_raw('x', allow_pickle=true)", "person.model_construct()", "person.copy(update={})",
    "person.items()", "person.keys()", "person.get('secret')", "person.pop('name')", "person.update({})", "person.clear()",
    "person.model_fields", "person.secret_of_another", "person.model_config",
    # methods of texts: formats reach attributes, and some take memory
    "'{0.__class__}'.format(name)", "'{a.__class__}'.format_map(person)", "'%s' % name", "'%(a)s' % person",
    "'%999999999d' % 1", "'{:999999999}'.format(1)", "'x'.center(999999999)", "'x'.ljust(999999999)", "'x'.zfill(999999999)",
    "'a'.join(names).mro()", "name.encode()", "name.upper.__self__", "name.upper().__class__", "name.split()", "name.translate(person)", "name.expandtabs(99999999)",
    "name.replace('', name)", "name|format(1)", "'%s'|format(name)", "'{}'|format",
    # filters that look into things, write markup, evaluate, or take memory
    "names|map(attribute='__class__')", "names|map('attr', '__class__')|list", "names|selectattr('__class__')|list",
    "names|groupby('__class__')", "names|sort(attribute='__class__')", "names|sum(attribute='__class__')",
    "names|unique(attribute='__class__')|list", "names|batch(1)", "names|slice(99999999)", "person|dictsort", "person|items",
    "person|xmlattr", "person|tojson", "person|pprint", "name|safe", "name|urlize", "name|indent(99999999)",
    "name|center(999999999)", "name|wordwrap(1)", "name|string", "names|list", "name|forceescape", "name|striptags",
    "names|random", "names|reject('eq', 1)", "name|filesizeformat", "name|urlencode", "name|replace('', name)",
    "name|truncate(1)", "names|max", "names|min", "name|int", "name|float", "name|round", "name|reverse", "name|wordcount",
    "name|upper(1)", "name|default(*names)", "name|default(**person)", "name|default(a=1)", "name|no_such_filter",
    # calls in every place that takes an expression
    "name()", "(name)()", "names[0]()", "name is callable", "name is filter", "name is mapping", "name is sameas(name)",
    "name is escaped", "name is in names", "name is divisibleby 0", "(name if name else name)()", "[name()][0]", "(name|upper)()",
    # memory and time
    "9**9**9", "9**(9**9)", "2**-1", "1/0", "1//0", "1%0", "7 % name", "'x' * 999999999", "['x'] * 999999999", "999999999 * 'x'",
    "range(999999999)", "range(999999999)|list", "names ~ names", "name ~ name", "[[[[[[[[[[]]]]]]]]]]*9", "-name", "+names", "not",
    # what Jinja's parser knows besides
    "{'a': name}", "{'a': name}.a", "{name: 1}", "name if", "name,", "name, name", "*names", "lambda: 1", "name := 1", "await name",
    "name; name", "name = 1", "name.0.__class__", "name..x", "name.", ".name", "name[]", "name[", "name]", "`name`", "name!r", "@name",
    "$name", "name?", "name->x", "a b", "\\", "'", '"', "{{ name", "name }", "#", "0x", "1_", "1e", "\u0000", "\u202ename", "_", "__",
)  # fmt: skip
EXPRESSIONS: tuple[str, ...] = tuple(
    dict.fromkeys([*(step.format(root) for root in _ROOTS for step in _STEPS), *_OTHERS])
)
"""What may not stand in ``{{ }}``."""

STATEMENTS: tuple[str, ...] = (
    "{% import 'os' as os %}", "{% from 'os' import system %}", "{% extends '/etc/passwd' %}", "{% include '/etc/passwd' %}",
    "{% include '../secret.md' %}", "{% include name %}", "{% include 'file:///etc/passwd' %}", "{% include 'a' ignore missing %}",
    "{% include ['/etc/passwd'] %}", "{% include 'http://127.0.0.1/' %}", "{% include 'part.md' with context %}",
    "{% macro m(a) %}{{ a.__class__ }}{% endmacro %}{{ m(name) }}", "{% call name() %}x{% endcall %}", "{% call(x) name() %}x{% endcall %}",
    "{% set c = name.__class__ %}", "{% set name %}x{% endset %}", "{% set person.name = 'x' %}", "{% set ns = namespace(a=1) %}{{ ns.__class__ }}",
    "{% block b %}x{% endblock %}", "{% block b scoped %}{{ super() }}{% endblock %}", "{% filter upper %}x{% endfilter %}",
    "{% with a = name %}x{% endwith %}", "{% autoescape false %}{{ name }}{% endautoescape %}", "{% do names.append(1) %}",
    "{% break %}", "{% continue %}", "{% debug %}", "{% trans %}x{% endtrans %}", "{% raw %}{{ name }}{% endraw %}",
    "{% python %}import os{% endpython %}", "{% eval name %}", "{% load os %}", "{% print name %}", "{% for %}", "{% if %}",
    "{% async for x in names %}x{% endasync %}", "{% for x in names recursive %}{{ loop(x) }}{% endfor %}",
    "{% for a, b in person %}x{% endfor %}", "{% for person.name in names %}x{% endfor %}", "{% for loop in names %}x{% endfor %}",
    "{% for x in range(999999999) %}x{% endfor %}", "{% for x in names.__class__ %}x{% endfor %}",
    "{% for x in person.__dict__ %}x{% endfor %}", "{% for x in name %}x{% endfor %}", "{% for x in person %}x{% endfor %}",
    "{% for x in names if x.__class__ %}x{% endfor %}", "{% for x in names if cycler() %}x{% endfor %}",
    "{% for x in names %}{{ loop.__class__ }}{% endfor %}", "{% for x in names %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for x in names %}{{ loop.changed(x) }}{% endfor %}", "{% for x in names %}{{ loop._iterator }}{% endfor %}",
    "{% if name.__class__ %}x{% endif %}", "{% if cycler() %}x{% endif %}", "{% if 9**9**9 %}x{% endif %}",
    "{% if false %}{{ 9**9**9 }}{% endif %}", "{% if false %}{{ ''.__class__ }}{% endif %}", "{% elif name %}", "{% else %}", "{% endif %}",
    "{% endfor %}", "{% if name %}", "{% for x in names %}x", "{% if name %}{% for x in names %}{% endif %}{% endfor %}", "{%", "{#", "{{",
    "{% if name %}{% else %}{% else %}{% endif %}", "{%- set a = name.__class__ -%}", "{%+ set a = lipsum.__globals__ +%}",
)  # fmt: skip
"""What may not stand as it is."""

DATA: Mapping[str, object] = {"name": "Ann", "names": ["Ann", "Bo"], "person": {"name": "Ann"}}
HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


def written(attack: str) -> str:
    """An attack as it stands in a template: an expression in its braces."""
    return attack if attack in STATEMENTS else "{{ " + attack + " }}"


def in_markdown(attack: str) -> Iterator[tuple[str, bytes]]:
    """Markdown templates with the attack in each place that takes a tag."""
    tag = written(attack)
    bodies = {
        "a paragraph": f"Dear {tag}, hello.",
        "a heading": f"# {tag}",
        "an item": f"- {tag}",
        "a cell": f"| a | b |\n|---|---|\n| {tag} | x |",
        "a link": f"[words](https://example.org/{tag})",
        "a picture": f"![{tag}](logo.png)",
    }
    for place, body in bodies.items():
        yield place, (HEAD + body + "\n").encode(errors="surrogatepass")
    yield "the title", f"---\ntitle: {tag}\nlang: en-GB\n---\nDear all\n".encode(errors="surrogatepass")


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "\ufffd")


_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE {}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>{}</dc:subject></cp:coreProperties>'
)
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="a" descr="{}"/></wp:inline></w:drawing></w:r></w:p>'
)


def in_word(attack: str) -> Iterator[tuple[str, bytes]]:
    """Word templates with the attack in each place that takes a tag."""
    tag = _xml(written(attack))
    half = len(tag) // 2
    attribute = tag.replace('"', "&quot;")
    yield "a paragraph", package(paragraph(f"Dear {tag}"))
    yield "two runs", package(paragraph(f"Dear {tag[:half]}", tag[half:]) if "&" not in tag else paragraph(tag))
    yield "a cell", package(table(("a", tag)))
    yield "a field", package(_FIELD.format(tag))
    yield "an alt text", package(_PICTURE.format(attribute))
    yield "a property", package(paragraph("x"), {"docProps/core.xml": _CORE.format(tag)})
    yield "a comment", with_comment(tag)
    prefixed = tag.replace("{{ ", "{{p ").replace("{% ", "{%p ")
    yield "a whole paragraph", package(paragraph(prefixed))
    yield "a row", package(table(("a", tag.replace("{{ ", "{{tr ").replace("{% ", "{%tr "))))


def with_comment(text: str) -> bytes:
    """A Word file with one comment."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c" Type="{kinds}/comments" Target="comments.xml"/></Relationships>'
    )
    comment = f'<w:comments {W}><w:comment w:id="0">{paragraph(text)}</w:comment></w:comments>'
    return package(paragraph("x"), {"word/_rels/document.xml.rels": relations, "word/comments.xml": comment})
