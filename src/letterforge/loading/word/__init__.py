"""Word in, wording out: a template or a letterhead, read without any Word library.

`file.read` reads a whole file. The files beside it each do one thing for it: `text` is the words in one piece, `origins`
where each of them comes from, `styles` looks and numbers, `paragraphs` and `stories` make raw blocks, `inlines`, `lists`
and `tree` the tree. `tagging` finds the tags in the XML, `placement` compares both, `tokens` puts a token for each tag.
"""

from letterforge.loading.word.file import WordFile, read
from letterforge.loading.word.letterhead import Letterhead, read_letterhead
from letterforge.loading.word.outgoing import Outgoing
from letterforge.loading.word.tokens import Tokens

__all__ = ["Letterhead", "Outgoing", "Tokens", "WordFile", "read", "read_letterhead"]
