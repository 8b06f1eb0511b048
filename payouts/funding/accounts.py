"""The accounts that a client's money passes through."""

from uuid import UUID

from payouts.funding.models import Funding
from payouts.journal.chart import PLATFORM, Account, Kind


def ours(kind: Kind, currency: str) -> Account:
    return Account(kind, PLATFORM, currency)


def balance_of(client_id: UUID, currency: str) -> Account:
    return Account(Kind.CLIENT_BALANCE, client_id, currency)


def owed_by(client_id: UUID, currency: str) -> Account:
    return Account(Kind.RECEIVABLE_CLIENT, client_id, currency)


def target_of(funding: Funding) -> Account:
    """Where it is set aside: for the order, or in the balance; or what it pays off."""
    if funding.settles:
        return owed_by(funding.client_id, funding.currency)
    if funding.order_id is None:
        return balance_of(funding.client_id, funding.currency)
    return Account(Kind.ORDER_FUNDS, funding.order_id, funding.currency)
