"""A line and a measurement for each request: by endpoint, because addresses hold ids and tokens."""

import time

import structlog
from flask import Flask, Response, g, request

from foundation import metrics

_NO_ENDPOINT = "none"
_ASKED_ALL_DAY = frozenset(("health.alive", "health.ready", "health.numbers", "static"))
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
"""Anybody may invent another: each would be a new row of numbers kept for ever."""
_log = structlog.get_logger()


def init_app(app: Flask) -> None:
    @app.before_request
    def start_the_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write_down(response: Response) -> Response:
        endpoint = request.endpoint or _NO_ENDPOINT
        took_s = time.perf_counter() - g.get("started", time.perf_counter())
        method = request.method if request.method in _METHODS else "other"
        metrics.requests.labels(endpoint, method, response.status_code).observe(took_s)
        quiet = endpoint in _ASKED_ALL_DAY and response.status_code < 400
        (_log.debug if quiet else _log.info)(
            "request",
            endpoint=endpoint,
            method=method,
            status=response.status_code,
            ms=round(took_s * 1000, 1),
            **_who(),
        )
        return response


def _who() -> dict[str, str]:
    """The account's id, where this request had to know it anyway."""
    here = g.get("_login_user")
    if here is None or not here.is_authenticated:
        return {}
    return {"account_id": str(here.as_actor().id)}
