"""What Stripe takes without a payment, such as for sending an invoice: from its own rows."""

from datetime import timedelta

from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import Unavailable
from foundation.jobs import Lease
from payouts.funding import queries
from payouts.funding.accounts import ours
from payouts.journal.chart import PLATFORM, Kind, Purpose
from payouts.journal.posting import Line, post
from payouts.stripe_gateway import balance_transactions
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.making import stripe

BACK = timedelta(days=7)
"""Asked for again each time; each counts once. What is missed for longer, reconciling finds."""


def take_in_fees(lease: Lease) -> str:
    session = db.session()
    wanted = queries.has_asked(session)
    session.rollback()
    if not wanted:
        return "nothing was ever paid by way of Stripe"
    try:
        found = balance_transactions.between(stripe(), now() - BACK, now() + timedelta(days=1))
    except Unavailable as why:
        return f"0 taken in: {why}"
    count = 0
    for each in found:
        lease.refuse_lost()
        if each.kind == "stripe_fee" and not each.pending and each.net.amount_minor:
            count += _take_in(each)
    return f"{count} taken in"


def _take_in(fee: BalanceTransaction) -> bool:
    cash = ours(Kind.STRIPE_AVAILABLE, fee.net.currency)
    fees = ours(Kind.STRIPE_FEES, fee.net.currency)
    line = Line(fees, cash, -fee.net, Purpose.STRIPE_FEE, PLATFORM)
    if fee.net.amount_minor > 0:  # Given back.
        line = Line(cash, fees, fee.net, Purpose.STRIPE_FEE, PLATFORM)
    with transaction() as session:
        return post(session, f"stripe-fee:{fee.id}", [line], effective_at=fee.created_at).new
