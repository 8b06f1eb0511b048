"""Everything that the stand-in can do, in two tables: when asked, and by itself."""

from collections.abc import Mapping

from payouts.sandbox.agenda import Happening
from payouts.sandbox.call import Operation
from payouts.sandbox.objects import (
    absent,
    accounts,
    balance_settings,
    balances,
    charges,
    checkout,
    customers,
    debits,
    disputes,
    files,
    first_accounts,
    history,
    hooks,
    invoice_drafts,
    invoices,
    onboarding,
    payment_intents,
    payouts,
    refunds,
    reversals,
    topups,
    transfers,
)

OPERATIONS: Mapping[str, Operation] = {
    **absent.OPERATIONS,
    **accounts.OPERATIONS,
    **balance_settings.OPERATIONS,
    **balances.OPERATIONS,
    **charges.OPERATIONS,
    **checkout.OPERATIONS,
    **customers.OPERATIONS,
    **disputes.OPERATIONS,
    **files.OPERATIONS,
    **first_accounts.OPERATIONS,
    **history.OPERATIONS,
    **hooks.OPERATIONS,
    **invoice_drafts.OPERATIONS,
    **invoices.OPERATIONS,
    **onboarding.OPERATIONS,
    **payment_intents.OPERATIONS,
    **payouts.OPERATIONS,
    **refunds.OPERATIONS,
    **reversals.OPERATIONS,
    **topups.OPERATIONS,
    **transfers.OPERATIONS,
}
HAPPENINGS: Mapping[str, Happening] = {
    **balances.HAPPENINGS,
    **checkout.HAPPENINGS,
    **debits.HAPPENINGS,
    **disputes.HAPPENINGS,
    **payouts.HAPPENINGS,
    **refunds.HAPPENINGS,
    **topups.HAPPENINGS,
}
