"""Who answers what lower packages ask of higher ones: all of it, by the package that asks."""

from assembly.demo import DEMO
from assembly.own_data import ERASE_OF, EXPORTS_OF
from assembly.waiting import QUEUES_IN, WAITING_FOR
from consent.console.checks import for_audit as grant_checks
from consent.delegations import queries as delegations
from consent.keeping import alarms as ledger_alarms
from consent.keeping import erasures as ledger_erasures
from consent.keeping import policy as ledger_policy
from consent.keeping import starting as ledger_starting
from consent.ledger.auditing import further as ledger_audit
from consent.ledger.openings import telling as ledger_telling
from consent.licences.recipients import queries as recipients
from consent.licences.reports import asking as use_reports
from consent.media import choosing
from consent.recordings import judging, registering
from consent.rights import appealing, renewing
from consent.serving import checks as ledger_checks
from consent.serving import watching as ledger_watching
from consent.signing import following
from foundation import hooks
from foundation.backup import age as backup_age
from foundation.cases import queries as cases
from foundation.storage import doctor as storage_doctor
from foundation.uploads import restored as uploads_restored
from marketplace.accounts import queries as accounts
from marketplace.accounts import references
from marketplace.accounts.closing import queries as closing
from marketplace.accounts.deactivation import effects as deactivation_effects
from marketplace.accounts.deactivation import queries as deactivation
from marketplace.bookings import ending as bookings_ending
from marketplace.bookings import leaving as bookings_leaving
from marketplace.budgets import asking as budget_asking
from marketplace.budgets import demo_money
from marketplace.campaigns import ending as campaigns_ending
from marketplace.casting import accepting
from marketplace.casting import closing as casting_ends
from marketplace.casting import leaving as casting_leaving
from marketplace.casting import queries as casting
from marketplace.casting import reposting as casting_reposting
from marketplace.casting import seats as casting_seats
from marketplace.clients import queries as clients
from marketplace.clients.finding import visibility
from marketplace.deliveries.building import queries as deliveries
from marketplace.deliveries.building import reporting as deliveries_reporting
from marketplace.deliveries.describing import signing_key as credentials_key
from marketplace.deliveries.taking import queries as taking
from marketplace.facts import next_pay, settled
from marketplace.gigs import closing as gigs_closing
from marketplace.gigs import filling as gigs_filling
from marketplace.gigs import opening as gigs_opening
from marketplace.gigs import queries as gigs
from marketplace.profiles import queries as profiles
from marketplace.profiles.reels import queries as reels
from marketplace.renewals import queries as renewals
from marketplace.requests import queries as requests
from marketplace.reuse import answering as reuse_answering
from marketplace.reuse import queries as reuse
from marketplace.takes import naming as takes_named
from marketplace.takes import steps as takes
from marketplace.takes.appeals import record as takes_record
from marketplace.takes.checking import copying as take_copies
from payouts.composition import STRIPE_HANDLERS, STRIPE_SWEPT
from payouts.demo import paying_in
from payouts.earnings import in_the_way
from payouts.funding import debts
from payouts.funding import naming as funding_naming
from payouts.funding import queries as funding_queries
from payouts.pay_runs import asking as pay_run_asking
from payouts.pay_runs import readiness
from payouts.pay_runs import when as pay_run_when
from payouts.payees import queries as payees
from payouts.reconciliation import asking as reconciliation_asking
from payouts.stripe_gateway import addresses as stripe_addresses
from payouts.stripe_gateway import mode as stripe_mode
from payouts.taxes import withholding
from payouts.webhooks import handling as stripe_handling


def fill_hooks() -> None:
    _answer_foundation()
    _answer_consent()
    _answer_marketplace()
    _answer_payouts()


def _answer_foundation() -> None:
    hooks.names_of = (
        accounts.names_of,
        profiles.names_of,
        clients.names_of,
        recipients.names_of,
    )
    hooks.references_of = (
        cases.references_of,
        deliveries.references_of,
        gigs.references_of,
        references.references_of,
        renewals.references_of,
        requests.references_of,
        reuse.references_of,
        takes_named.references_of,
    )
    hooks.addresses_of = (accounts.addresses_of,)
    hooks.holders_of = (accounts.holders_of,)
    hooks.acting_for_in = (accounts.acting_for,)
    hooks.organisations_in = (clients.organisations,)
    hooks.held_by = (accounts.held_by,)
    hooks.people_called_in = (accounts.people_called,)
    hooks.organisations_called_in = (clients.called,)
    hooks.earned_by_recording = (settled.earned_by_recording,)
    hooks.taken_home_in = (taking.taken_home,)
    hooks.client_record = (takes_record.record_of,)
    hooks.blocks_closing = (closing.blocks_closing, clients.blocks_closing)
    hooks.judged_by = (appealing.deciders_about, deactivation.deciders_about)
    hooks.after_restore = (uploads_restored.end_lost, ledger_erasures.erase_again)
    hooks.refuses_start = (ledger_starting.refusals, ledger_erasures.refusals)
    hooks.doctor = (
        storage_doctor.findings,
        backup_age.findings,
        ledger_starting.findings,
        ledger_starting.forgotten,
        ledger_alarms.findings,
        ledger_watching.findings,
        stripe_addresses.findings,
        stripe_mode.findings,
        credentials_key.findings,
    )
    hooks.waiting_for = WAITING_FOR
    hooks.queues_in = QUEUES_IN
    hooks.exports_of = EXPORTS_OF
    hooks.erase_of = ERASE_OF
    hooks.demo = DEMO


def _answer_consent() -> None:
    registering.never_recorded = (reels.never_recordings,)
    judging.priced_elsewhere = (takes.is_priced,)
    renewing.only_where = (renewals.asked_for,)
    use_reports.deliveries_to = (deliveries_reporting.deliveries_to,)
    use_reports.recordings_in = (deliveries_reporting.recordings_in,)
    choosing.made_for = (take_copies.made_for,)
    following.when_signed = (accepting.when_signed, reuse_answering.when_signed)
    following.when_refused = (accepting.when_refused, reuse_answering.when_refused)
    ledger_policy.observes = (delegations.observes_thread,)
    ledger_audit.checks_of = (ledger_checks.openings, grant_checks.grants)
    ledger_telling.tell_at_once = (ledger_erasures.tell_at_once,)


def _answer_marketplace() -> None:
    visibility.applied_to = (casting.has_applied,)
    budget_asking.wanted_for = (requests.wanted_for, renewals.wanted_for, reuse.wanted_for)
    budget_asking.in_the_way_in = (debts.in_the_way,)
    budget_asking.coming_in = (funding_queries.coming_for,)
    demo_money.brings = (paying_in.bring,)
    gigs_filling.taken_of = (casting_seats.taken_by_gig,)
    gigs_opening.when_reposted = (casting_reposting.when_reposted,)
    # Bookings first: they are of engagements that the second may end.
    gigs_closing.when_ended = (
        bookings_ending.when_gig_ended,
        casting_ends.answer_everybody,
    )
    gigs_closing.when_winding_down = (
        campaigns_ending.when_winding_down,
        casting_reposting.when_winding_down,
    )
    # Bookings first: they are of engagements that casting knows.
    deactivation_effects.when_deactivated = (
        bookings_leaving.leave_bookings,
        casting_leaving.leave_casting,
    )


def _answer_payouts() -> None:
    pay_run_asking.payee_states_in = (readiness.of_payees,)
    next_pay.next_pay_in = (pay_run_when.upcoming,)
    in_the_way.in_the_way_of = (payees.in_the_way,)
    pay_run_asking.withheld_in = (withholding.of_payments,)
    stripe_handling.handlers = STRIPE_HANDLERS
    stripe_handling.swept = STRIPE_SWEPT
    reconciliation_asking.named_in = (funding_naming.named,)
