"""Rows as a file that spreadsheets open."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(rows: Iterable[Sequence[str]]) -> str:
    """With cells that no spreadsheet takes for a formula."""
    text = StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A name that begins like a formula must not become one when the file is opened."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
