"""What top-ups of ours bring to the application."""

from payouts.capital import api, jobs, news, queries, reading, routes
from payouts.webhooks.handling import Handler, Sweeping

BLUEPRINTS = (routes.blueprint,)
API_BLUEPRINTS = (api.blueprint,)
SCOPES = api.SCOPES
JOBS = jobs.JOBS
NOTICE_KINDS = news.KINDS
STRIPE_HANDLERS = (Handler("own_top_ups", reading.KINDS, reading.read_told),)
STRIPE_SWEPT = (Sweeping(has_asked=queries.has_asked, accounts=lambda _session: ()),)
