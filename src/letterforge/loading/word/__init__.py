"""Word in, wording out: a template or a letterhead, read without any Word library.

`file.read` reads a whole file. The files beside it each do one thing for it: `text` is the words in one piece, `look`
styles and numbers, `story` XML to `raw` paragraphs and tables, `flat` one paragraph, `lists` and `tree` the rest.
"""

from letterforge.loading.word.file import WordFile, read
from letterforge.loading.word.letterhead import Letterhead, read_letterhead
from letterforge.loading.word.tokens import Tokens

__all__ = ["Letterhead", "Tokens", "WordFile", "read", "read_letterhead"]
