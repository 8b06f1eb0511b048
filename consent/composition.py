"""What this package brings to an application: pages, API, scopes, jobs, kinds of notice."""

from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from consent.keeping import alarms, witnesses
from consent.keeping import jobs as keeping_jobs
from foundation import api, notices
from foundation.jobs import Job

BLUEPRINTS: tuple[Blueprint, ...] = ()
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = ()
SCOPES: tuple[api.Scope, ...] = ()
NOTICE_KINDS: tuple[notices.Kind, ...] = (*alarms.KINDS,)
JOBS: tuple[Job, ...] = (*keeping_jobs.JOBS, *witnesses.JOBS, *alarms.JOBS)
