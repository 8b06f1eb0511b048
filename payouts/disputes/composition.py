"""What disputes bring to the application."""

from payouts.disputes import jobs, routes

BLUEPRINTS = (routes.blueprint,)
JOBS = jobs.JOBS
