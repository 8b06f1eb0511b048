"""What disputes bring to the application."""

from payouts.disputes import api, jobs, routes

BLUEPRINTS = (routes.blueprint,)
API_BLUEPRINTS = (api.blueprint,)
SCOPES = api.SCOPES
JOBS = jobs.JOBS
