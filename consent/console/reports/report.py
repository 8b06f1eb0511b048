"""A report: columns and rows, the same on a page, as JSON and as CSV."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.spreadsheets import written


@dataclass(frozen=True, slots=True)
class Report:
    name: str
    """What its file is called."""
    title: str
    about: str
    """What it covers and what it does not, for whoever reads only the file."""
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    made_at: datetime

    def as_json(self) -> str:
        found: dict[str, Any] = {
            "title": self.title,
            "about": self.about,
            "made_at": self.made_at.isoformat(),
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows],
        }
        return json.dumps(found, indent=1, ensure_ascii=False)

    def as_csv(self) -> str:
        return written([self.columns, *self.rows])
