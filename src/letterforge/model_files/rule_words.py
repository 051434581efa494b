"""Rules as model files and schemas write them, in words."""

from __future__ import annotations

from letterforge.model_files.description import FieldRule, Names
from letterforge.models.relations import read_rule, told


def rule_of(words: str, message: str) -> FieldRule:
    """The rule that words make, with its message, unless that is what would be said without.

    Raises:
        RuleTextError: they make none.
    """
    first, relation, second = read_rule(words)
    paths = names_of(first), None if second is None else names_of(second)
    own = told(relation, None if paths[1] is None else ".".join(paths[1]))
    return FieldRule(paths[0], relation, paths[1], "" if message.strip() == own else message.strip())


def names_of(path: str) -> Names:
    """The names of a path, ``team.members[].name``, ``team.members.*.name`` or ``team.members.name``."""
    return tuple(one for one in path.replace("[]", "").split(".") if one and one != "*")
