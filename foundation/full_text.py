"""What a database keeps beside a full-text index: no model has it, and no comparison wants it.

Such an index is called after its table, with `_fts` behind it. On SQLite it is a virtual table with
tables of its own beside it, on PostgreSQL an index.
"""

import re

_KEPT_BESIDE = re.compile(r"_fts(_(config|data|docsize|idx))?\Z")


def is_of_an_index(name: str) -> bool:
    return _KEPT_BESIDE.search(name) is not None
