"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.earnings import hold_models, jobs, models, news, reduction_models  # noqa: F401 - tables
from payouts.journal.commands import journal_cli
from payouts.pay_runs import composition as pay_runs
from payouts.statements import composition as statements
from payouts.taxes import composition as taxes
from payouts.transfers import jobs as transfer_jobs
from payouts.transfers import news as transfer_news

BLUEPRINTS: tuple[Blueprint, ...] = (
    *pay_runs.BLUEPRINTS,
    *statements.BLUEPRINTS,
    *taxes.BLUEPRINTS,
)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (
    *pay_runs.API_BLUEPRINTS,
    *statements.API_BLUEPRINTS,
)
SCOPES: tuple[api.Scope, ...] = (*pay_runs.SCOPES, *statements.SCOPES)
JOBS: tuple[Job, ...] = (
    *jobs.JOBS,
    *pay_runs.JOBS,
    *statements.JOBS,
    *taxes.JOBS,
    *transfer_jobs.JOBS,
)
NOTICE_KINDS: tuple[notices.Kind, ...] = (
    *news.KINDS,
    *pay_runs.NOTICE_KINDS,
    *statements.NOTICE_KINDS,
    *taxes.NOTICE_KINDS,
    *transfer_news.KINDS,
)
COMMANDS: tuple[Command, ...] = (journal_cli, *pay_runs.COMMANDS)
