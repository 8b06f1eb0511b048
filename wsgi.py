"""The whole application: which packages make it, what is public, where one can go, who is asked.

Serve with `gunicorn -c python:foundation.launch.serving "wsgi:create_app()"`; `flask …` finds
create_app by itself.
"""

import os

from flask import Flask, request
from flask_login import LoginManager
from jinja2 import StrictUndefined

import consent.composition
import foundation.composition
import marketplace.composition
import payouts.composition
from consent.agreements import demo as agreements_demo
from consent.console import demo as console_demo
from consent.console.checks import for_audit as grant_checks
from consent.console.commands import consent_cli
from consent.delegations import demo as delegations_demo
from consent.delegations import own_data as delegations_own_data
from consent.delegations import queries as delegations
from consent.holders import queries as holders
from consent.keeping import alarms as ledger_alarms
from consent.keeping import erasures as ledger_erasures
from consent.keeping import openings as ledger_openings
from consent.keeping import policy as ledger_policy
from consent.keeping import starting as ledger_starting
from consent.ledger.auditing import further as ledger_audit
from consent.ledger.openings import closing as ledger_closing
from consent.ledger.openings import telling as ledger_telling
from consent.ledger.witness.commands import witness_cli
from consent.licences import demo as licences_demo
from consent.licences import own_data as licences_own_data
from consent.licences import waiting as licences_waiting
from consent.licences.recipients import queries as recipients
from consent.media import choosing
from consent.media import own_data as media_own_data
from consent.media import queries as media
from consent.minimums import demo as minimums_demo
from consent.minimums import own_data as minimums_own_data
from consent.recalls import demo as recalls_demo
from consent.recalls import own_data as recalls_own_data
from consent.recalls import queries as recalls
from consent.recordings import judging, registering
from consent.rights import appealing
from consent.rights import demo as rights_demo
from consent.rights import own_data as rights_own_data
from consent.serving import checks as ledger_checks
from consent.serving import demo as ledger_demo
from consent.serving import queries as ledger_queries
from consent.serving import watching as ledger_watching
from consent.serving.commands import ledger_cli
from consent.signing import demo as signing_demo
from consent.signing import following
from consent.signing import own_data as signing_own_data
from consent.signing import watching as signing_watching
from foundation import (
    api,
    database,
    hooks,
    logs,
    mail,
    notices,
    request_log,
    shell,
    storage,
    web,
)
from foundation.actors import Power
from foundation.api import guard as api_guard
from foundation.auditing import queries as auditing
from foundation.backup import age as backup_age
from foundation.backup.commands import backup_command, restore_command
from foundation.cases import queries as cases
from foundation.database import db
from foundation.database_commands import database_cli
from foundation.demo import demo_cli
from foundation.doctor.commands import doctor_command
from foundation.jobs import Job
from foundation.jobs.worker import worker_command
from foundation.launch.commands import Also, launch_command
from foundation.launch.refused import refused
from foundation.mail import queries as mails
from foundation.notices import actions as notice_actions
from foundation.notices import queries as notice_queries
from foundation.operations import routes as operations
from foundation.settings import BadSetting, Settings
from foundation.shell import NavItem, Place
from foundation.storage import doctor as storage_doctor
from foundation.uploads import own_data as upload_own_data
from foundation.uploads import restored as uploads_restored
from foundation.uploads import routes as uploads
from foundation.webhooks import actions as webhook_actions
from foundation.webhooks import queries as webhook_queries
from marketplace.accounts import demo as accounts_demo
from marketplace.accounts import demo_crowd, gate, grants, references, signed_in
from marketplace.accounts import queries as accounts
from marketplace.accounts.closing import queries as closing
from marketplace.accounts.deactivation import demo as deactivation_demo
from marketplace.accounts.deactivation import effects as deactivation_effects
from marketplace.accounts.deactivation import gate as deactivation_gate
from marketplace.accounts.deactivation import own_data as deactivation_own_data
from marketplace.accounts.deactivation import queries as deactivation
from marketplace.accounts.demo_phones import making as demo_phones
from marketplace.accounts.factor_reset import forgetting as factor_reset_forgetting
from marketplace.accounts.factors import own_data as factors_own_data
from marketplace.accounts.invitations import steps as invitation_steps
from marketplace.accounts.invitations.commands import accounts_cli
from marketplace.accounts.links import steps as links
from marketplace.accounts.own_data import queries as own_data
from marketplace.accounts.roles import CLIENT_SIDE, STAFF, Role, with_power
from marketplace.accounts.sign_in import seen
from marketplace.accounts.tokens.bearer import bearer_of
from marketplace.accounts.verification import gate as verification_gate
from marketplace.bookings import calls_waiting
from marketplace.bookings import demo as bookings_demo
from marketplace.bookings import ending as bookings_ending
from marketplace.bookings import leaving as bookings_leaving
from marketplace.bookings import own_data as bookings_own_data
from marketplace.bookings import waiting as bookings_waiting
from marketplace.budgets import asking as budget_asking
from marketplace.budgets import queries as budgets
from marketplace.campaigns import demo as campaigns_demo
from marketplace.campaigns import ending as campaigns_ending
from marketplace.campaigns import own_data as campaigns_own_data
from marketplace.casting import accepting
from marketplace.casting import closing as casting_ends
from marketplace.casting import demo as casting_demo
from marketplace.casting import leaving as casting_leaving
from marketplace.casting import own_data as casting_own_data
from marketplace.casting import queries as casting
from marketplace.casting import reposting as casting_reposting
from marketplace.casting import seats as casting_seats
from marketplace.casting import waiting as casting_waiting
from marketplace.clients import demo as clients_demo
from marketplace.clients import own_data as clients_own_data
from marketplace.clients import queries as clients
from marketplace.clients.finding import visibility
from marketplace.clients.verification import queries as client_verification
from marketplace.facts import own_data as facts_own_data
from marketplace.facts import settled
from marketplace.front import person
from marketplace.gigs import closing as gigs_closing
from marketplace.gigs import demo as gigs_demo
from marketplace.gigs import filling as gigs_filling
from marketplace.gigs import opening as gigs_opening
from marketplace.gigs import queries as gigs
from marketplace.gigs.saved import demo as saved_searches_demo
from marketplace.gigs.saved import own_data as saved_searches_own_data
from marketplace.hours import demo as hours_demo
from marketplace.hours import own_data as hours_own_data
from marketplace.hours import waiting as hours_waiting
from marketplace.messages import demo as messages_demo
from marketplace.messages import own_data as messages_own_data
from marketplace.messages import waiting as messages_waiting
from marketplace.profiles import demo as profiles_demo
from marketplace.profiles import own_data as profiles_own_data
from marketplace.profiles import queries as profiles
from marketplace.profiles.identity import queries as identity
from marketplace.profiles.identity import waiting as identity_waiting
from marketplace.profiles.reels import queries as reels
from marketplace.requests import demo as requests_demo
from marketplace.requests import queries as requests
from marketplace.requests import waiting as requests_waiting
from marketplace.takes import demo as takes_demo
from marketplace.takes import steps as takes
from marketplace.takes import waiting as takes_waiting
from marketplace.takes.appeals import record as takes_record
from marketplace.takes.arriving import own_data as tracks_own_data
from marketplace.takes.checking import copying as take_copies
from marketplace.takes.checking import own_data as take_checks_own_data
from marketplace.takes.reviewing import own_data as takes_own_data
from marketplace.takes.self_reports import own_data as self_reports_own_data
from payouts import stand_in
from payouts.capital import waiting as capital_waiting
from payouts.disputes import waiting as disputes_waiting
from payouts.earnings import demo as earnings_demo
from payouts.earnings import own_data as earnings_own_data
from payouts.earnings import waiting as earnings_waiting
from payouts.funding import naming as funding_naming
from payouts.pay_runs import asking as pay_run_asking
from payouts.pay_runs import demo as pay_runs_demo
from payouts.pay_runs import own_data as pay_runs_own_data
from payouts.pay_runs import readiness
from payouts.pay_runs import waiting as pay_runs_waiting
from payouts.payees import own_data as payees_own_data
from payouts.payees import queries as payees
from payouts.reconciliation import asking as reconciliation_asking
from payouts.reconciliation import waiting as reconciliation_waiting
from payouts.sandbox.commands import sandbox_cli
from payouts.stripe_gateway import addresses as stripe_addresses
from payouts.stripe_gateway import models as _stripe_models  # noqa: F401 - a table of its own
from payouts.taxes import own_data as taxes_own_data
from payouts.taxes import waiting as taxes_waiting
from payouts.webhooks import handling as stripe_handling
from payouts.webhooks import queries as stripe_events

PACKAGES = (
    foundation.composition,
    consent.composition,
    marketplace.composition,
    payouts.composition,
)
"""Each brings its pages, API, scopes, jobs and kinds of notice."""
PUBLIC_ENDPOINTS = frozenset(
    (
        "api.docs",
        "api.document",
        "api_uploads.discover",
        "calendars.feed",
        "cases.new",
        "dev_codes.page",
        "dev_mail.letter",
        "dev_mail.page",
        "factors.answer",
        "factors.answer_passkey",
        "factors.ask_passkey",
        "factors.challenge",
        "files.fetch",
        "front.page",
        "gigs.gig",
        "gigs.page",
        "gigs.pay",
        "health.alive",
        "health.numbers",
        "health.ready",
        "identity.keep_result",
        "invitations.accept_as_newcomer",
        "invitations.page",
        "kit.confirm",
        "kit.page",
        "ledger.page",
        "ledger_files.checkpoint",
        "ledger_files.proof",
        "ledger_files.tile",
        "ledger_files.vkey",
        "pay_record.page",
        "lost_factors.page",
        "lost_factors.tell",
        "mail_change.agree",
        "mail_change.ask_to_stop",
        "mail_change.open_link",
        "mail_change.stop",
        "notices.turn_off",
        "notices.turn_off_page",
        "projections.status",
        "projections.status_file",
        "reset.ask",
        "reset.choose",
        "reset.open_link",
        "reset.page",
        "sign_in.ask_for_link",
        "sign_in.enter",
        "sign_in.know_browser",
        "sign_in.open_link",
        "sign_in.page",
        "sign_up.choose",
        "sign_up.page",
        "sign_up.sign_up",
        "sign_up.terms",
        "static",
        "stripe_events.keep_told",
        "stripe_events.keep_told_thin",
        "theme.choose",
        "uploads.discover",
        "verification.confirm",
        "verification.open_link",
        "verify.page",
        "verify.script",
    )
)
# Where one can go, in the order shown: at most five main entries for any one role.
NAVIGATION = (
    NavItem("Sign in", "sign_in.page", open=True),
    NavItem("Home", "home.page"),
    NavItem("Gigs", "gigs.page", roles=frozenset((Role.PERFORMER,)), open=True),
    NavItem("Applications", "applications.page", roles=frozenset((Role.PERFORMER,))),
    NavItem(
        "Bookings",
        "bookings.page",
        roles=frozenset((Role.PERFORMER, Role.CASTING, *CLIENT_SIDE)),
    ),
    NavItem("Rights", "rights.page", roles=frozenset((Role.PERFORMER,))),
    NavItem("Requests", "requests.page", roles=frozenset(CLIENT_SIDE)),
    NavItem(
        "Casting",
        "casting.page",
        roles=frozenset((Role.CASTING, Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
    ),
    NavItem("Licences", "licences.page", roles=frozenset(CLIENT_SIDE)),
    NavItem("Budgets", "budgets.page", roles=frozenset((Role.FINANCE,))),
    NavItem("Pay runs", "pay_runs.page", roles=frozenset((Role.FINANCE,))),
    NavItem("Owed", "finance_earnings.page", roles=frozenset((Role.FINANCE,))),
    NavItem(
        "Reconciliation",
        "reconciliation.page",
        roles=frozenset((Role.FINANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem("To judge", "judging.page", roles=frozenset((Role.REVIEWER,))),
    NavItem("Cases", "desk.queue", roles=frozenset(STAFF)),
    NavItem("Open to you", "delegated.page", roles=frozenset((Role.OBSERVER,))),
    NavItem("People", "people.search", roles=with_power(Power.MANAGE_PEOPLE)),
    NavItem("Rights", "compliance.page", roles=frozenset((Role.COMPLIANCE,))),
    NavItem("Requests", "request_reviews.page", roles=frozenset((Role.COMPLIANCE,))),
    NavItem("Audit", "auditing.page", roles=frozenset((Role.COMPLIANCE, Role.ADMIN))),
    NavItem("Getting paid", "payees.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem(
        "Payments",
        "funding.page",
        roles=CLIENT_SIDE | with_power(Power.CONFIRM_BUDGETS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Disputes",
        "disputes.page",
        roles=with_power(Power.CONFIRM_BUDGETS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Our own money",
        "own_top_ups.page",
        roles=with_power(Power.APPROVE_PAY),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Payees",
        "payees.everybody",
        roles=with_power(Power.CONFIRM_BUDGETS),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Stripe's messages",
        "stripe_events.page",
        roles=frozenset((Role.FINANCE, Role.ADMIN)),
        place=Place.ACCOUNT,
    ),
    NavItem("Operations", "operations.page", roles=frozenset((Role.ADMIN,))),
    NavItem("Notices", "notices.page", place=Place.ACCOUNT),
    NavItem(
        "Performers",
        "performers.page",
        roles=frozenset((Role.CASTING, Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
        place=Place.ACCOUNT,
    ),
    NavItem("Organisation", "clients.mine", roles=frozenset(CLIENT_SIDE), place=Place.ACCOUNT),
    NavItem(
        "Recalls",
        "recalls.mine",
        roles=frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Takes to judge",
        "judging.page",
        roles=frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Deactivations",
        "deactivations.all_of",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "What performers report",
        "self_reports.reports",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "How people are engaged",
        "engagement_rules.page",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem("Ledger", "ledger.keeping", roles=frozenset((Role.COMPLIANCE,)), place=Place.ACCOUNT),
    NavItem(
        "What is owed",
        "finance_earnings.page",
        roles=frozenset((Role.COMPLIANCE,)),
        place=Place.ACCOUNT,
    ),
    NavItem("Earnings", "earnings.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem(
        "Your profile", "profile.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT
    ),
    NavItem(
        "Whom you act for", "mandates.held", roles=frozenset((Role.OBSERVER,)), place=Place.ACCOUNT
    ),
    NavItem("Messages", "messages.page", place=Place.ACCOUNT),
    NavItem("Your cases", "cases.mine", place=Place.ACCOUNT),
    NavItem("Your account", "preferences.page", place=Place.ACCOUNT),
    NavItem("Security", "security.page", place=Place.ACCOUNT),
    NavItem("Your data", "own_data.page", place=Place.ACCOUNT),
    NavItem("To sign", "signing.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem("Rights records", "threads.mine", place=Place.ACCOUNT),
    NavItem(
        "Your minimums",
        "minimums.page",
        roles=frozenset((Role.PERFORMER,)),
        place=Place.ACCOUNT,
    ),
    NavItem(
        "Who reads your rights",
        "delegations.page",
        roles=frozenset((Role.PERFORMER,)),
        place=Place.ACCOUNT,
    ),
    NavItem("Saved searches", "saved_searches.page", place=Place.ACCOUNT),
    NavItem("API tokens", "tokens.page", place=Place.ACCOUNT),
    NavItem(
        "Webhooks", "webhooks.page", roles=with_power(Power.KEEP_WEBHOOKS), place=Place.ACCOUNT
    ),
    NavItem("Payouts", "payouts.mine", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem(
        "Statements", "statements.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT
    ),
    NavItem("Taxes", "taxes.page", roles=frozenset((Role.PERFORMER,)), place=Place.ACCOUNT),
    NavItem("Money", "pay_overview.page", roles=with_power(Power.APPROVE_PAY), place=Place.ACCOUNT),
    NavItem("How punctually we pay", "pay_record.page", place=Place.FOOTER),
    NavItem("Rights ledger", "ledger.page", place=Place.FOOTER),
    NavItem("Terms of use", "sign_up.terms", place=Place.FOOTER),
    NavItem("API", "api.docs", place=Place.FOOTER),
)
JOBS: tuple[Job, ...] = tuple(job for package in PACKAGES for job in package.JOBS)
# What `make run` starts beside the web server and the worker.
PROCESSES: tuple[Also, ...] = (stand_in.beside,)
DOCTOR = doctor_command(os.environ)
COMMANDS = (
    DOCTOR,
    accounts_cli,
    consent_cli,
    database_cli,
    demo_cli,
    ledger_cli,
    launch_command(PROCESSES),
    worker_command(JOBS),
    backup_command,
    restore_command,
    sandbox_cli,
    witness_cli,
    *payouts.composition.COMMANDS,
)


def fill_hooks() -> None:
    visibility.applied_to = (casting.has_applied,)
    registering.never_recorded = (reels.never_recordings,)
    judging.priced_elsewhere = (takes.is_priced,)
    choosing.made_for = (take_copies.made_for,)
    hooks.names_of = (
        accounts.names_of,
        profiles.names_of,
        clients.names_of,
        recipients.names_of,
    )
    hooks.references_of = (
        cases.references_of,
        gigs.references_of,
        references.references_of,
        requests.references_of,
    )
    hooks.addresses_of = (accounts.addresses_of,)
    hooks.holders_of = (accounts.holders_of,)
    hooks.acting_for_in = (accounts.acting_for,)
    hooks.organisations_in = (clients.organisations,)
    hooks.held_by = (accounts.held_by,)
    hooks.people_called_in = (accounts.people_called,)
    hooks.organisations_called_in = (clients.called,)
    hooks.waiting_for = (
        bookings_waiting.waiting_for,
        budgets.waiting_for,
        calls_waiting.waiting_for,
        cases.waiting_for,
        client_verification.waiting_for,
        identity.waiting_for,
        identity_waiting.waiting_for,
        capital_waiting.waiting_for,
        casting_waiting.waiting_for,
        deactivation.waiting_for,
        disputes_waiting.waiting_for,
        earnings_waiting.waiting_for,
        hours_waiting.waiting_for,
        ledger_watching.waiting_for,
        licences_waiting.waiting_for,
        messages_waiting.waiting_for,
        pay_runs_waiting.waiting_for,
        payees.waiting_for,
        reconciliation_waiting.waiting_for,
        recalls.waiting_for,
        requests_waiting.waiting_for,
        signing_watching.waiting_for,
        takes_waiting.waiting_for,
        taxes_waiting.waiting_for,
    )
    hooks.exports_of = (
        auditing.exports_of,
        bookings_own_data.exports_of,
        campaigns_own_data.exports_of,
        cases.exports_of,
        casting_own_data.exports_of,
        clients_own_data.exports_of,
        deactivation_own_data.exports_of,
        delegations_own_data.exports_of,
        earnings_own_data.exports_of,
        facts_own_data.exports_of,
        factors_own_data.exports_of,
        holders.exports_of,
        hours_own_data.exports_of,
        ledger_openings.exports_of,
        licences_own_data.exports_of,
        mails.export_of,
        media.exports_of,
        media_own_data.exports_of,
        messages_own_data.exports_of,
        minimums_own_data.exports_of,
        notice_queries.export_of,
        own_data.exports_of,
        payees_own_data.exports_of,
        recalls_own_data.exports_of,
        rights_own_data.exports_of,
        pay_runs_own_data.exports_of,
        profiles_own_data.exports_of,
        saved_searches_own_data.exports_of,
        self_reports_own_data.exports_of,
        signing_own_data.exports_of,
        take_checks_own_data.exports_of,
        takes_own_data.exports_of,
        taxes_own_data.exports_of,
        tracks_own_data.exports_of,
        upload_own_data.exports_of,
        webhook_queries.export_of,
    )
    hooks.earned_by_recording = (settled.earned_by_recording,)
    hooks.client_record = (takes_record.record_of,)
    hooks.blocks_closing = (closing.blocks_closing, clients.blocks_closing)
    hooks.erase_of = (
        clients_own_data.forget,
        bookings_own_data.forget,
        campaigns_own_data.forget,
        casting_own_data.forget,
        deactivation_own_data.forget,
        delegations_own_data.forget,
        earnings_own_data.forget,
        factor_reset_forgetting.forget,
        factors_own_data.forget,
        grants.forget_reasons,
        invitation_steps.forget,
        ledger_closing.forget,
        licences_own_data.forget,
        links.forget,
        mail.forget,
        media_own_data.forget,
        messages_own_data.forget,
        minimums_own_data.forget,
        notice_actions.forget,
        payees_own_data.forget,
        profiles_own_data.forget,
        saved_searches_own_data.forget,
        take_checks_own_data.forget,
        self_reports_own_data.forget,
        takes_own_data.forget,
        tracks_own_data.forget,
        upload_own_data.forget,
        webhook_actions.forget,
    )
    hooks.judged_by = (appealing.deciders_about, deactivation.deciders_about)
    hooks.queues_in = (
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
    hooks.after_restore = (uploads_restored.end_lost, ledger_erasures.erase_again)
    hooks.doctor = (
        storage_doctor.findings,
        backup_age.findings,
        ledger_starting.findings,
        ledger_starting.forgotten,
        ledger_alarms.findings,
        ledger_watching.findings,
        stripe_addresses.findings,
    )
    pay_run_asking.payee_states_in = (readiness.of_payees,)
    stripe_handling.handlers = payouts.composition.STRIPE_HANDLERS
    stripe_handling.swept = payouts.composition.STRIPE_SWEPT
    reconciliation_asking.named_in = (funding_naming.named,)
    budget_asking.wanted_for = (requests.wanted_for,)
    following.when_signed = (accepting.when_signed,)
    following.when_refused = (accepting.when_refused,)
    ledger_policy.observes = (delegations.observes_thread,)
    ledger_audit.checks_of = (ledger_checks.openings, grant_checks.grants)
    ledger_telling.tell_at_once = (ledger_erasures.tell_at_once,)
    hooks.refuses_start = (ledger_starting.refusals, ledger_erasures.refusals)
    # Bookings first: they are of engagements that the second may end.
    gigs_closing.when_ended = (
        bookings_ending.when_gig_ended,
        casting_ends.answer_everybody,
    )
    gigs_filling.taken_of = (casting_seats.taken_by_gig,)
    # Bookings first: they are of engagements that casting knows.
    deactivation_effects.when_deactivated = (
        bookings_leaving.leave_bookings,
        casting_leaving.leave_casting,
    )
    gigs_closing.when_winding_down = (
        campaigns_ending.when_winding_down,
        casting_reposting.when_winding_down,
    )
    gigs_opening.when_reposted = (casting_reposting.when_reposted,)
    hooks.demo = (
        accounts_demo.make,
        profiles_demo.make,
        clients_demo.make,
        demo_phones.make,
        demo_crowd.make,
        ledger_demo.make,
        licences_demo.make,
        agreements_demo.make,
        signing_demo.make,
        minimums_demo.make,
        delegations_demo.make,
        rights_demo.make,
        recalls_demo.make,
        gigs_demo.make,
        saved_searches_demo.make,
        bookings_demo.make,
        hours_demo.make,
        takes_demo.make,
        campaigns_demo.make,
        console_demo.make,
        requests_demo.make,
        casting_demo.make,
        deactivation_demo.make,
        messages_demo.make,
        earnings_demo.make,
        pay_runs_demo.make,
    )


def create_app(settings: Settings | None = None) -> Flask:
    fill_hooks()
    try:
        settings = settings or Settings.read(os.environ)
    except BadSetting as why:
        return refused(why, DOCTOR)
    logs.configure(production=settings.production, level=settings.log_level)
    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    notices.register(*(kind for package in PACKAGES for kind in package.NOTICE_KINDS))
    database.init_app(app, settings.database_url)

    login = LoginManager(app)
    login.session_protection = None  # Sign-ins are rows with their own rules.
    # Pages are entered by cookie, the API by token, and neither by the other's. The API's own
    # page is a page: whoever reads it is still signed in there.
    login.user_loader(
        lambda sign_in_id: (
            None
            if web.is_api() and request.endpoint != "api.docs"
            else signed_in.load(db.session(), sign_in_id)
        )
    )
    login.request_loader(lambda _: bearer_of(db.session(), request) if web.is_api() else None)
    request_log.init_app(app)
    web.init_app(app, settings, login, PUBLIC_ENDPOINTS, files_at=storage.origin(settings))
    api_guard.init_app(app, PUBLIC_ENDPOINTS)
    operations.init_app(app, JOBS)
    seen.init_app(app)
    verification_gate.init_app(app, PUBLIC_ENDPOINTS)
    gate.init_app(app, PUBLIC_ENDPOINTS)
    deactivation_gate.init_app(app, PUBLIC_ENDPOINTS)
    shell.init_app(app, NAVIGATION, person.who_is_here, person.who_reads)

    scopes = tuple(scope for package in PACKAGES for scope in package.SCOPES)
    documented = api.create_api(app, settings.url, scopes)
    for package in PACKAGES:
        for blueprint in package.BLUEPRINTS:
            app.register_blueprint(blueprint)
        for documented_blueprint in package.API_BLUEPRINTS:
            documented.register_blueprint(documented_blueprint)
    app.register_blueprint(uploads.blueprint, **uploads.UNDER_API)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
