"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.earnings import api as earnings_api
from payouts.earnings import jobs as earning_jobs
from payouts.earnings import news as earning_news
from payouts.earnings.finance_routes import blueprint as finance_earnings
from payouts.earnings.routes import blueprint as earnings
from payouts.journal.commands import journal_cli
from payouts.pay_runs import composition as pay_runs
from payouts.transfers import jobs as transfer_jobs
from payouts.transfers import news as transfer_news

BLUEPRINTS: tuple[Blueprint, ...] = (earnings, finance_earnings, *pay_runs.BLUEPRINTS)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (earnings_api.blueprint, *pay_runs.API_BLUEPRINTS)
SCOPES: tuple[api.Scope, ...] = (*earnings_api.SCOPES, *pay_runs.SCOPES)
JOBS: tuple[Job, ...] = (*earning_jobs.JOBS, *pay_runs.JOBS, *transfer_jobs.JOBS)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *earning_news.KINDS,
    *pay_runs.NOTICE_KINDS,
    *transfer_news.KINDS,
)
COMMANDS: tuple[Command, ...] = (journal_cli, *pay_runs.COMMANDS)
