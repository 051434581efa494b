"""Content controls and form fields of Word: made into placeholders of the fields that they are named after.

`names` says which field a control means, `kinds` what stands in one of each kind, `part` writes a part with its
controls filled by tags, `forms` does the same with the fields of old forms, and `bound` with the data that controls are
bound to. A control that no field is named after stays as it is.
"""

from __future__ import annotations

from letterforge.loading.word.controls.resolution import Named, controlled

__all__ = ["Named", "controlled"]
