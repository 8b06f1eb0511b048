"""What is left on accounts that owe somebody: by conditional update, so that two at once cannot
both have the last of it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from foundation.money import Money
from payouts.journal.chart import Account
from payouts.journal.errors import NotSoMuch
from payouts.journal.rows import change_available

Changes = Mapping[Account, int]


def change(session: Session, changes: Changes) -> None:
    """In one order of accounts, so that two who change the same never lock each other out."""
    for account in sorted(changes, key=lambda each: each.id):
        by = changes[account]
        if by and not change_available(session, account.id, by):
            raise NotSoMuch(account, Money(-by, account.currency))
