"""What the console brings to the package: its pages, API, scopes, jobs and kinds of notice."""

from flask import Blueprint
from flask_smorest import Blueprint as ApiBlueprint

from consent.console import api as console_api
from consent.console import evidence_api
from consent.console.bundles import making as bundle_making
from consent.console.bundles.routes import blueprint as bundles
from consent.console.checks import jobs as check_jobs
from consent.console.checks.routes import blueprint as checks
from consent.console.deadlines.routes import blueprint as deadlines
from consent.console.reports.routes import blueprint as reports
from consent.console.routes import blueprint as compliance
from consent.console.samples import jobs as sample_jobs
from consent.console.samples.routes import blueprint as samples
from consent.console.search.routes import blueprint as rights_search
from consent.console.story.routes import blueprint as stories
from foundation import api, notices
from foundation.jobs import Job

BLUEPRINTS: tuple[Blueprint, ...] = (
    bundles,
    checks,
    compliance,
    deadlines,
    reports,
    rights_search,
    samples,
    stories,
)
JOBS: tuple[Job, ...] = (*bundle_making.JOBS, *check_jobs.JOBS, *sample_jobs.JOBS)
NOTICE_KINDS: tuple[notices.Kind, ...] = (bundle_making.READY,)
API_BLUEPRINTS: tuple[ApiBlueprint, ...] = (console_api.blueprint, evidence_api.blueprint)
SCOPES: tuple[api.Scope, ...] = (*console_api.SCOPES, *evidence_api.SCOPES)
