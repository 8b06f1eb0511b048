"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.journal.commands import journal_cli
from payouts.webhooks import jobs as webhook_jobs
from payouts.webhooks import news as webhook_news
from payouts.webhooks import routes as webhooks

BLUEPRINTS: tuple[Blueprint, ...] = (webhooks.blueprint,)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = ()
SCOPES: tuple[api.Scope, ...] = ()
JOBS: tuple[Job, ...] = (*webhook_jobs.JOBS,)
NOTICE_KINDS: tuple[notices.Kind, ...] = (*webhook_news.KINDS,)
COMMANDS: tuple[Command, ...] = (journal_cli,)
