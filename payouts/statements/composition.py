"""What statements bring to the application."""

from payouts.statements import api, jobs, news, overview_api, routes
from payouts.statements.finance_routes import overview_pages, record_pages

BLUEPRINTS = (routes.blueprint, overview_pages, record_pages)
API_BLUEPRINTS = (api.statements, overview_api.blueprint)
SCOPES = (*api.SCOPES, overview_api.READ)
JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
