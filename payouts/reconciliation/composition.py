"""What reconciliation brings to the application."""

from payouts.reconciliation import api, jobs, news, routes

BLUEPRINTS = (routes.blueprint,)
API_BLUEPRINTS = api.BLUEPRINTS
SCOPES = api.SCOPES
JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
