"""What clients' statements bring to the application."""

from payouts.client_statements import api, routes

BLUEPRINTS = (routes.blueprint,)
API_BLUEPRINTS = (api.blueprint,)
SCOPES = api.SCOPES
