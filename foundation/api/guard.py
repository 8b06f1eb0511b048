"""No token, no answer; no scope, no answer: closed by default, like the pages."""

from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_login import current_user

from foundation.api.blueprints import SCOPE
from foundation.api.pace import Pace
from foundation.errors import NotPermitted
from foundation.web import is_api


@dataclass(eq=False)
class ScopeMissing(NotPermitted):
    scope: str
    message = "This token does not have the scope {scope}."


def init_app(app: Flask, public_endpoints: frozenset[str]) -> None:
    pace = Pace()

    @app.before_request
    def require_scope() -> None:
        if not is_api() or request.endpoint is None or request.endpoint in public_endpoints:
            return
        pace.spend(current_user.token_id)
        scope = scope_of(request.endpoint, request.method)
        if scope is not None and scope not in current_user.scopes:
            raise ScopeMissing(scope)


def scope_of(endpoint: str, method: str) -> str | None:
    """None for what Flask answers by itself (OPTIONS); anything else must have said its scope."""
    view = current_app.view_functions[endpoint]
    if not hasattr(view, "view_class"):  # A protocol of its own: one function for each method.
        return str(getattr(view, SCOPE))
    operation = getattr(getattr(view, "view_class", view), method.lower(), None)
    if operation is None and method == "HEAD":
        operation = getattr(getattr(view, "view_class", view), "get", None)
    if operation is None:
        return None
    return str(getattr(operation, SCOPE))
