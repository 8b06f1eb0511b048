"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.funding import api as funding_api
from payouts.funding import jobs as funding_jobs
from payouts.funding import news as funding_news
from payouts.funding import queries as funding
from payouts.funding import reading as funding_reading
from payouts.funding import routes as funding_routes
from payouts.journal.commands import journal_cli
from payouts.payees import api as payees_api
from payouts.payees import jobs as payee_jobs
from payouts.payees import news as payee_news
from payouts.payees import queries as payees
from payouts.payees import reading as payee_reading
from payouts.payees import routes as payee_routes
from payouts.webhooks import jobs as webhook_jobs
from payouts.webhooks import news as webhook_news
from payouts.webhooks import routes as webhooks
from payouts.webhooks.handling import Handler, Sweeping

BLUEPRINTS: tuple[Blueprint, ...] = (
    funding_routes.blueprint,
    payee_routes.blueprint,
    webhooks.blueprint,
)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (funding_api.blueprint, payees_api.blueprint)
SCOPES: tuple[api.Scope, ...] = (*funding_api.SCOPES, *payees_api.SCOPES)
JOBS: tuple[Job, ...] = (*funding_jobs.JOBS, *payee_jobs.JOBS, *webhook_jobs.JOBS)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *funding_news.KINDS,
    *payee_news.KINDS,
    *webhook_news.KINDS,
)
COMMANDS: tuple[Command, ...] = (journal_cli,)
STRIPE_HANDLERS: tuple[Handler, ...] = (
    Handler("funding", funding_reading.KINDS, funding_reading.read_told),
    Handler("payees", payee_reading.KINDS, payee_reading.read_told),
)
"""For `webhooks.handling.handlers`."""
STRIPE_SWEPT: tuple[Sweeping, ...] = (
    Sweeping(has_asked=funding.has_asked, accounts=lambda _session: ()),
    Sweeping(has_asked=payees.has_asked, accounts=lambda _session: ()),
)
"""For `webhooks.handling.swept`. Accounts themselves are read each night, whatever was told."""
