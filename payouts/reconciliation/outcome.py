"""What one reconciliation found, before it is written down."""

from dataclasses import dataclass, field

from payouts.reconciliation.comparing import Found, Period


@dataclass(slots=True)
class Result:
    """What was found in the places that could be read."""

    period: Period
    found: list[Found] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    totals: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """By place and currency: ours, theirs."""
    movements: int = 0
    transfers: int = 0
    bank_payouts: int = 0
    payees: int = 0

    def add_total(self, place: str, currency: str, ours: int, theirs: int) -> None:
        sums = self.totals.setdefault((place, currency), [0, 0])
        sums[0] += ours
        sums[1] += theirs
