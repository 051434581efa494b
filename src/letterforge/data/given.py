"""The data that are given for a letter, as the plain values that expressions see, whatever they come as."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from letterforge.data.data_file import DataFile
from letterforge.data.foreign import made_plain
from letterforge.data.snapshot import snapshot
from letterforge.data.unmodelled import unmodelled
from letterforge.data.validation import broken_rules_of, validated
from letterforge.errors import DataError
from letterforge.findings import Findings
from letterforge.models.shapes import Shape


def plain_values(
    model: type[BaseModel] | None, model_shape: Shape | None, data: object, findings: Findings
) -> tuple[dict[str, Any] | None, Shape | None]:
    """The plain data and their shape; without a model the shape is that of the data themselves."""
    if not isinstance(data, (DataFile, BaseModel)):
        data = made_plain(data, findings)
        if findings:
            return None, model_shape
    if model is None or model_shape is None:
        return unmodelled(data, findings)
    try:
        instance: BaseModel = validated(model, data)
    except DataError as fault:
        findings.extend(fault.findings)
        return None, model_shape
    given = instance is data
    values = snapshot(instance, model_shape, findings, proven=not given)
    if given and not findings:  # sound, and not without end
        findings.extend(broken_rules_of(instance, model))
    return values, model_shape
