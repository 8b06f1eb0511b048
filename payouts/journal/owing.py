"""What is left on accounts that owe somebody: by conditional update, so that two at once cannot
both have the last of it."""

from collections.abc import Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import changed
from payouts.journal.chart import Account
from payouts.journal.errors import NotSoMuch
from payouts.journal.models import Available

Changes = Mapping[Account, int]


def change(session: Session, changes: Changes) -> None:
    """In one order of accounts, so that two who change the same never lock each other out."""
    for account in sorted(changes, key=lambda each: each.id):
        by = changes[account]
        if not by:
            continue
        statement = update(Available).where(Available.account_id == account.id)
        if by < 0:
            statement = statement.where(Available.amount_minor >= -by)
        added = {"amount_minor": Available.amount_minor + by}
        ran = statement.values(added).execution_options(synchronize_session=False)
        if not changed(session, ran):
            raise NotSoMuch(account, Money(-by, account.currency))
