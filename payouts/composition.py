"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from click import Command
from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from foundation import api, notices
from foundation.jobs import Job
from payouts.journal.commands import journal_cli

BLUEPRINTS: tuple[Blueprint, ...] = ()
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = ()
SCOPES: tuple[api.Scope, ...] = ()
JOBS: tuple[Job, ...] = ()
NOTICE_KINDS: tuple[notices.Kind, ...] = ()
COMMANDS: tuple[Command, ...] = (journal_cli,)
