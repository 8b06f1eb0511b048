"""What waits: for somebody, and in a queue."""

from consent.keeping import alarms as ledger_alarms
from consent.licences import waiting as licences_waiting
from consent.recalls import queries as recalls
from consent.serving import queries as ledger_queries
from consent.serving import watching as ledger_watching
from consent.signing import watching as signing_watching
from foundation import hooks
from foundation.cases import queries as cases
from foundation.mail import queries as mails
from foundation.webhooks import queries as webhook_queries
from marketplace.accounts.deactivation import queries as deactivation
from marketplace.bookings import calls_waiting
from marketplace.bookings import waiting as bookings_waiting
from marketplace.budgets import queries as budgets
from marketplace.casting import waiting as casting_waiting
from marketplace.clients.verification import queries as client_verification
from marketplace.hours import waiting as hours_waiting
from marketplace.messages import waiting as messages_waiting
from marketplace.profiles.identity import queries as identity
from marketplace.profiles.identity import waiting as identity_waiting
from marketplace.renewals import queries as renewals
from marketplace.requests import queries as requests
from marketplace.requests import waiting as requests_waiting
from marketplace.reuse import queries as reuse
from marketplace.takes import waiting as takes_waiting
from payouts.capital import waiting as capital_waiting
from payouts.disputes import waiting as disputes_waiting
from payouts.earnings import waiting as earnings_waiting
from payouts.funding import debts
from payouts.pay_runs import waiting as pay_runs_waiting
from payouts.payees import queries as payees
from payouts.reconciliation import waiting as reconciliation_waiting
from payouts.taxes import waiting as taxes_waiting
from payouts.webhooks import queries as stripe_events

WAITING_FOR: tuple[hooks.WaitingFor, ...] = (
    bookings_waiting.waiting_for,
    budgets.waiting_for,
    calls_waiting.waiting_for,
    cases.waiting_for,
    client_verification.waiting_for,
    identity.waiting_for,
    identity_waiting.waiting_for,
    capital_waiting.waiting_for,
    disputes_waiting.waiting_for,
    casting_waiting.waiting_for,
    deactivation.waiting_for,
    debts.waiting_for,
    earnings_waiting.waiting_for,
    hours_waiting.waiting_for,
    ledger_watching.waiting_for,
    licences_waiting.waiting_for,
    messages_waiting.waiting_for,
    pay_runs_waiting.waiting_for,
    payees.waiting_for,
    reconciliation_waiting.waiting_for,
    recalls.waiting_for,
    renewals.waiting_for,
    requests_waiting.waiting_for,
    reuse.waiting_for,
    signing_watching.waiting_for,
    takes_waiting.waiting_for,
    taxes_waiting.waiting_for,
)
QUEUES_IN: tuple[hooks.QueuesIn, ...] = (
    budgets.queues_in,
    cases.queues_in,
    ledger_alarms.queues,
    ledger_queries.queues,
    mails.queues,
    disputes_waiting.queues_in,
    pay_runs_waiting.queues_in,
    reconciliation_waiting.queues_in,
    recalls.queues,
    requests.queues_in,
    stripe_events.queues_in,
    webhook_queries.queues,
)
