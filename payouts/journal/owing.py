"""What is left on accounts that owe somebody: by conditional update, so that two at once cannot
both have the last of it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import among
from payouts.journal.chart import Account
from payouts.journal.errors import NotSoMuch
from payouts.journal.models import Available
from payouts.journal.rows import Change, Rows

Changes = Mapping[Account, int]


def left(session: Session, accounts: Collection[Account]) -> dict[Account, int]:
    """A step: what is there, and stays until this transaction is over. Locked in the order in
    which `change` goes through them."""
    ids = {each.id: each for each in accounts}
    wanted = (
        select(Available.account_id, Available.amount_minor)
        .where(among(session, Available.account_id, list(ids)))
        .order_by(Available.account_id)
        .with_for_update()
    )
    return {ids[account_id]: amount for account_id, amount in session.execute(wanted)}


def change(rows: Rows, changes: Changes) -> None:
    """In one order of accounts, so that two who change the same never lock each other out."""
    refuse_short(changes, rows.change_available(in_order(changes)))


def in_order(changes: Changes) -> list[Change]:
    by_id = {each.id: each for each in changes}
    return [(id_, changes[by_id[id_]]) for id_ in sorted(by_id) if changes[by_id[id_]]]


def refuse_short(changes: Changes, short: UUID | None) -> None:
    if short is not None:
        account = next(each for each in changes if each.id == short)
        raise NotSoMuch(account, Money(-changes[account], account.currency))
