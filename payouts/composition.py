"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.capital import composition as capital
from payouts.client_statements import composition as client_statements
from payouts.disputes import composition as disputes
from payouts.earnings import api as earnings_api
from payouts.earnings import jobs as earning_jobs
from payouts.earnings import news as earning_news
from payouts.earnings.finance_routes import blueprint as finance_earnings
from payouts.earnings.routes import blueprint as earnings
from payouts.funding import api as funding_api
from payouts.funding import jobs as funding_jobs
from payouts.funding import news as funding_news
from payouts.funding import queries as funding
from payouts.funding import reading as funding_reading
from payouts.funding import routes as funding_routes
from payouts.journal.commands import journal_cli
from payouts.pay_runs import composition as pay_runs
from payouts.pay_runs.commands import payouts_cli
from payouts.payees import api as payees_api
from payouts.payees import jobs as payee_jobs
from payouts.payees import news as payee_news
from payouts.payees import queries as payees
from payouts.payees import reading as payee_reading
from payouts.payees import routes as payee_routes
from payouts.reconciliation import composition as reconciliation
from payouts.reconciliation.commands import reconcile_command
from payouts.statements import composition as statements
from payouts.taxes import composition as taxes
from payouts.transfers import commands as _commands  # noqa: F401 - one more of `flask payouts`
from payouts.transfers import jobs as transfer_jobs
from payouts.transfers import news as transfer_news
from payouts.transfers import reading as transfer_reading
from payouts.transfers import routes as transfer_routes
from payouts.webhooks import jobs as webhook_jobs
from payouts.webhooks import news as webhook_news
from payouts.webhooks import routes as webhooks
from payouts.webhooks.handling import Handler, Sweeping

BLUEPRINTS: tuple[Blueprint, ...] = (
    *capital.BLUEPRINTS,
    *client_statements.BLUEPRINTS,
    *disputes.BLUEPRINTS,
    earnings,
    finance_earnings,
    funding_routes.blueprint,
    transfer_routes.blueprint,
    payee_routes.blueprint,
    *pay_runs.BLUEPRINTS,
    *reconciliation.BLUEPRINTS,
    *statements.BLUEPRINTS,
    *taxes.BLUEPRINTS,
    webhooks.blueprint,
)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (
    *capital.API_BLUEPRINTS,
    *client_statements.API_BLUEPRINTS,
    *disputes.API_BLUEPRINTS,
    earnings_api.blueprint,
    funding_api.blueprint,
    payees_api.blueprint,
    *pay_runs.API_BLUEPRINTS,
    *reconciliation.API_BLUEPRINTS,
    *statements.API_BLUEPRINTS,
    *taxes.API_BLUEPRINTS,
)
SCOPES: tuple[api.Scope, ...] = (
    *capital.SCOPES,
    *client_statements.SCOPES,
    *disputes.SCOPES,
    *earnings_api.SCOPES,
    *funding_api.SCOPES,
    *payees_api.SCOPES,
    *pay_runs.SCOPES,
    *reconciliation.SCOPES,
    *statements.SCOPES,
    *taxes.SCOPES,
)
JOBS: tuple[Job, ...] = (
    *capital.JOBS,
    *disputes.JOBS,
    *earning_jobs.JOBS,
    *funding_jobs.JOBS,
    *payee_jobs.JOBS,
    *pay_runs.JOBS,
    *reconciliation.JOBS,
    *statements.JOBS,
    *taxes.JOBS,
    *transfer_jobs.JOBS,
    *webhook_jobs.JOBS,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *capital.NOTICE_KINDS,
    *earning_news.KINDS,
    *funding_news.KINDS,
    *payee_news.KINDS,
    *pay_runs.NOTICE_KINDS,
    *reconciliation.NOTICE_KINDS,
    *statements.NOTICE_KINDS,
    *taxes.NOTICE_KINDS,
    *transfer_news.KINDS,
    *webhook_news.KINDS,
)
COMMANDS: tuple[Command, ...] = (journal_cli, *pay_runs.COMMANDS)
STRIPE_HANDLERS: tuple[Handler, ...] = (
    *capital.STRIPE_HANDLERS,
    Handler("funding", funding_reading.KINDS, funding_reading.read_told),
    Handler("payees", payee_reading.KINDS, payee_reading.read_told),
    Handler("payouts", transfer_reading.KINDS, transfer_reading.read_told),
)
"""For `webhooks.handling.handlers`."""
STRIPE_SWEPT: tuple[Sweeping, ...] = (
    *capital.STRIPE_SWEPT,
    Sweeping(has_asked=funding.has_asked, accounts=lambda _session: ()),
    Sweeping(has_asked=payees.has_asked, accounts=lambda _session: ()),
    Sweeping(has_asked=transfer_reading.has_asked, accounts=transfer_reading.accounts),
)
"""For `webhooks.handling.swept`. Accounts themselves are read each night, whatever was told."""

payouts_cli.add_command(reconcile_command)
