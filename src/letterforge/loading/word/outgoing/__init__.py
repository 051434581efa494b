"""What of a Word file goes out with a letter, and what stays at home: `package.outgoing` makes the one, names the other."""

from letterforge.loading.word.outgoing.kinds import KEEPABLE, Private
from letterforge.loading.word.outgoing.package import Outgoing, kept, outgoing
from letterforge.loading.word.outgoing.survey import private_findings

__all__ = ["KEEPABLE", "Outgoing", "Private", "kept", "outgoing", "private_findings"]
