"""Rows as a file that spreadsheets open."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BELOW_ZERO = re.compile(r"-[0-9]+(\.[0-9]+)?\Z")


def written(rows: Iterable[Sequence[str]]) -> str:
    """With cells that no spreadsheet takes for a formula."""
    text = StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A name that begins like a formula must not become one when the file is opened. An amount
    below zero stays one: as text, it would be missing from the sum."""
    begins_like_one = cell.startswith(_FORMULA) and not _BELOW_ZERO.match(cell)
    return f"'{cell}" if begins_like_one else cell
