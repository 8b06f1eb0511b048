"""What the console brings to the package: its pages, API, scopes, jobs and kinds of notice."""

from flask import Blueprint

from consent.console.checks import jobs as check_jobs
from consent.console.checks.routes import blueprint as checks
from consent.console.deadlines.routes import blueprint as deadlines
from consent.console.routes import blueprint as compliance
from consent.console.samples import jobs as sample_jobs
from consent.console.samples.routes import blueprint as samples
from consent.console.search.routes import blueprint as rights_search
from consent.console.story.routes import blueprint as stories
from foundation.jobs import Job

BLUEPRINTS: tuple[Blueprint, ...] = (checks, compliance, deadlines, rights_search, samples, stories)
JOBS: tuple[Job, ...] = (*check_jobs.JOBS, *sample_jobs.JOBS)
