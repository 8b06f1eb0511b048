"""What pay runs bring to the application."""

from payouts.pay_runs import api, jobs, news, own_routes, routes, rule_routes
from payouts.pay_runs.commands import payouts_cli

BLUEPRINTS = (routes.blueprint, own_routes.blueprint, rule_routes.blueprint)
API_BLUEPRINTS = api.BLUEPRINTS
SCOPES = api.SCOPES
JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
COMMANDS = (payouts_cli,)
