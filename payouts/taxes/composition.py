"""What taxes bring to the application."""

from payouts.taxes import jobs, news, passing_routes, report_routes, routes

BLUEPRINTS = (routes.blueprint, report_routes.blueprint, passing_routes.blueprint)
JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
