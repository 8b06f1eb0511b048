"""What the journal refuses."""

from dataclasses import dataclass

from foundation.errors import Conflict
from foundation.money import Money
from payouts.journal.chart import Account


@dataclass(eq=False)
class NotSoMuch(Conflict):
    """What is owed to somebody cannot fall below nothing."""

    account: Account
    wanted: Money
    message = "There is not as much money as this needs. Nothing was moved."


@dataclass(eq=False)
class KeyUsedOtherwise(Conflict):
    """One key, two contents: somebody repeats another thing than was done."""

    key: str
    message = "{key} was posted before with another content. Nothing was moved."


class AlreadyResolved(Conflict):
    message = "This was posted or voided before."
