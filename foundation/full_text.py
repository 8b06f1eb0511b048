"""Words as a full-text index has them, and what a database keeps beside such an index.

No model has what is kept beside it, and no comparison wants it: it is called after its table, with
`_fts` behind it. On SQLite it is a virtual table with tables of its own beside it, on PostgreSQL an
index.
"""

import re
import unicodedata
from collections.abc import Iterator

_KEPT_BESIDE = re.compile(r"_fts(_(config|data|docsize|idx))?\Z")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_PLURAL = 4


def is_of_an_index(name: str) -> bool:
    return _KEPT_BESIDE.search(name) is not None


def words_in(text: str) -> Iterator[str]:
    """Without capitals and accents; a plural s makes no difference."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    for word in _WORD.findall(bare):
        short = word.removesuffix("s") if len(word) >= _SHORTEST_PLURAL else word
        yield short if short.isascii() else f"u{short.encode().hex()}"
