"""What taxes bring to the application."""

from payouts.taxes import api, jobs, news, passing_api, passing_routes, report_routes, routes

BLUEPRINTS = (routes.blueprint, report_routes.blueprint, passing_routes.blueprint)
API_BLUEPRINTS = (api.blueprint, passing_api.blueprint)
SCOPES = api.SCOPES
JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
