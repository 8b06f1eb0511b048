"""What differs between two versions of a request, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.requests.saying import Row


@dataclass(frozen=True, slots=True)
class Difference:
    row: Row
    before: str
    after: str


def differences(before: Sequence[Row], after: Sequence[Row]) -> tuple[Difference, ...]:
    """In the order of the newer one; what is gone comes last."""
    old, new = ({row.key: row for row in rows} for rows in (before, after))
    changed = [
        Difference(row, old[key].value if key in old else "", row.value)
        for key, row in new.items()
        if key not in old or old[key].value != row.value
    ]
    gone = [Difference(row, row.value, "") for key, row in old.items() if key not in new]
    return (*changed, *gone)
