"""The money of a payout that is planned: what is sent and what is withheld of it, set aside."""

from uuid import UUID

from foundation.money import Money
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Entry, Line


def entry(
    payout_id: UUID, performer_id: UUID, sent: Money, withheld_minor: int, *, again: int = 0
) -> Entry:
    """Pending together, so that both are posted by the transfer, or both are void. `again` is how
    often the plan was counted again."""
    payable = Account(Kind.PERFORMER_PAYABLE, performer_id, sent.currency)
    in_flight = Account(Kind.PAYOUT_IN_FLIGHT, payout_id, sent.currency)
    lines = [Line(payable, in_flight, sent, Purpose.PAY, payout_id)]
    if withheld_minor:
        tax = platform(Kind.TAX_WITHHELD, sent.currency)
        withheld = Money(withheld_minor, sent.currency)
        lines.append(Line(payable, tax, withheld, Purpose.WITHHOLD, payout_id))
    key = f"plan payout {payout_id}"
    return Entry(f"{key} again {again}" if again else key, lines, pending=True)
