"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.journal.commands import journal_cli
from payouts.pay_runs import jobs as pay_run_jobs
from payouts.pay_runs import news as pay_run_news

BLUEPRINTS: tuple[Blueprint, ...] = ()
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = ()
SCOPES: tuple[api.Scope, ...] = ()
JOBS: tuple[Job, ...] = (*pay_run_jobs.JOBS,)
NOTICE_KINDS: tuple[notices.Kind, ...] = (*pay_run_news.KINDS,)
COMMANDS: tuple[Command, ...] = (journal_cli,)
