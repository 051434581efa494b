"""A description becomes a pydantic model: a subclass of `LetterData`, made of our own field types, with its rules."""

from __future__ import annotations

import copyreg
import weakref
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field, GetJsonSchemaHandler, create_model
from pydantic_core import CoreSchema

from letterforge.model_files import names, soundness
from letterforge.model_files.description import (
    FieldDescription,
    FieldRule,
    Group,
    ModelDescription,
    Names,
    every_field,
    way,
)
from letterforge.model_files.types import TYPES
from letterforge.models.allow import Allow
from letterforge.models.letter_data import LetterData
from letterforge.models.relations import must_be, told


class _OfDescription(type(BaseModel)):  # type: ignore[misc]  # pydantic keeps the name of this type to itself
    """The type of the models that are made here: they pickle as their description, since no module has them."""


class DescribedData(LetterData, metaclass=_OfDescription):
    """The base of all models that were made of a description."""

    __description__: ClassVar[tuple[ModelDescription, Names] | None] = None
    """The description, and the names that lead to the group that is this model."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema that `letterforge model` writes, too."""
        from letterforge.model_files.json_schema import schema_of  # noqa: PLC0415  (few ask for it)

        if cls.__description__ is None:
            plain: dict[str, Any] = handler(core_schema)
            return plain
        return schema_of(*cls.__description__)


_made: weakref.WeakValueDictionary[ModelDescription, type[DescribedData]] = weakref.WeakValueDictionary()
"""The models that are in use, so that one description is one class, also where it comes out of a pickle."""


def built(model: ModelDescription) -> type[DescribedData]:
    """The model of a description, in which nothing is wrong."""
    found = _made.get(model)
    if found is None:
        found = _made.setdefault(model, _class(model, (), model.name, model.group, model.meaning))
    return found


def described_by(model: type[Any]) -> ModelDescription | None:
    """The description that a model was made of, as a whole; None where it is a class that somebody wrote."""
    said = getattr(model, "__description__", None)
    return said[0] if isinstance(said, tuple) and said[1] == () else None


def _class(model: ModelDescription, path: Names, name: str, group: Group, meaning: str) -> type[DescribedData]:
    inner = class_names(model)
    fields: dict[str, Any] = {}
    for one in group.fields:
        below = (*path, one.name)
        made = _class(model, below, inner[below], one.content, one.meaning) if isinstance(one.content, Group) else None
        fields[one.name] = _field(one, made)
    rules: dict[str, Any] = {
        f"_rule_{number}": must_be(words, otherwise=message) for number, words, message in rules_of(model, path)
    }
    found: type[DescribedData] = create_model(
        name, __base__=DescribedData, __module__=__name__, __doc__=meaning or None, __validators__=rules, **fields
    )
    found.__description__ = (model, path)
    return found


def _field(one: FieldDescription, made: type[DescribedData] | None) -> tuple[Any, Any]:
    """A field as `create_model` takes it: its annotation, and what else there is to say of it."""
    said: dict[str, Any] = {"description": one.meaning} if one.meaning else {}
    annotation: Any
    if made is not None:
        annotation = made
    elif not isinstance(one.content, Group) and one.content.choices:
        annotation = Literal[one.content.choices]
    else:
        annotation = TYPES[one.content.type].annotation  # type: ignore[union-attr]  # a group has been made a class
    if one.allow:
        annotation = Annotated[annotation, Allow(*one.allow)]
    if one.items is not None:
        annotation = tuple[annotation, ...]
        if one.items.least:
            said["min_length"] = one.items.least
        if one.items.most is not None:
            said["max_length"] = one.items.most
        if one.optional:
            said["default"] = ()
    elif one.optional:
        annotation |= None
        said["default"] = None
    elif one.default is not None:
        said["default"] = soundness.default_value(one)
    elif made is not None and one.may_be_left_out:
        said["default"] = made()
    return annotation, Field(**said)


def class_names(model: ModelDescription) -> dict[Names, str]:
    """What the class of each group is called, by the names that lead to it; none is called as a field is."""
    fields = list(every_field(model.group))
    taken = {model.name, *(one.name for _, one in fields)}
    found: dict[Names, str] = {}
    for path, one in fields:
        if isinstance(one.content, Group):
            found[path] = names.class_name(one.name, frozenset(taken))
            taken.add(found[path])
    return found


def rules_of(model: ModelDescription, path: Names) -> list[tuple[int, str, str]]:
    """The rules that the class of a group asks, as `must_be` takes them: number, words and message.

    A rule between two fields of one item of a list is asked of each item; the last list on the way to
    what must all be different is the one in which it must be. All other rules are those of the whole model.
    """
    found = []
    for number, one in enumerate(model.rules, 1):
        if _asked_at(model, one) == path:
            ways = [_starred(model, path, each) for each in (one.first, one.second) if each is not None]
            words = " ".join((ways[0], one.relation, *ways[1:]))
            found.append((number, words, one.message or _own_words(one)))
    return found


def _own_words(one: FieldRule) -> str:
    """What is said of a rule without a message: with the names of the file, whichever class asks it."""
    return told(one.relation, None if one.second is None else ".".join(one.second))


def _lists(model: ModelDescription, path: Names) -> list[Names]:
    """The lists on the way to a field, from the outermost."""
    fields = way(model.group, path) or ()
    return [path[: index + 1] for index, one in enumerate(fields) if one.items is not None]


def _asked_at(model: ModelDescription, one: FieldRule) -> Names:
    lists = _lists(model, one.first)
    if one.second is None:
        lists = lists[:-1]
    else:
        others = _lists(model, one.second)
        lists = [each for each in lists if each in others and each not in (one.first, one.second)]
    return lists[-1] if lists else ()


def _starred(model: ModelDescription, above: Names, path: Names) -> str:
    """A path from a group, with a star for each list that it goes through."""
    lists = _lists(model, path)
    steps: list[str] = []
    for index in range(len(above), len(path)):
        steps.append(path[index])
        if path[: index + 1] in lists:
            steps.append("*")
    return ".".join(steps)


def built_again(model: ModelDescription, path: Names) -> type[BaseModel]:
    """The class of a group, from the description of the whole: what a pickle holds."""
    found: type[BaseModel] = built(model)
    for name in path:
        found = _group_class(found, name)
    return found


def _group_class(model: type[BaseModel], name: str) -> type[BaseModel]:
    annotation: Any = model.model_fields[name].annotation
    while not isinstance(annotation, _OfDescription):  # a list of it, or it or nothing
        annotation = annotation.__args__[0]
    found: type[BaseModel] = annotation
    return found


def _reduced(model: Any) -> str | tuple[Any, ...]:  # noqa: ANN401  (what copyreg gives: a class)
    said = model.__description__
    return str(model.__qualname__) if said is None else (built_again, said)


# The only way that pickle has for a class which no module holds (docs of copyreg): asked of the type of the class.
copyreg.pickle(_OfDescription, _reduced)
