"""`/healthz`: this process answers. `/readyz`: so does what it needs. `/metrics`: numbers."""

import hmac
from ipaddress import ip_address

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from foundation import metrics
from foundation.errors import NotFound
from foundation.health import parts
from foundation.web import settings

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    return jsonify(status=parts.OK)


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    found = parts.of_everything()
    status = 200 if set(found.values()) == {parts.OK} else 503
    return jsonify(status=parts.OK if status == 200 else "not ready", parts=found), status


@blueprint.get("/metrics")
def numbers() -> ResponseReturnValue:
    if not _may_measure():
        raise NotFound
    return Response(metrics.exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_measure() -> bool:
    """With a token, whoever has it; without, this machine, unless it only passes others on."""
    token = settings().metrics_token
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    passed_on = {"Forwarded", "X-Forwarded-For", "X-Real-Ip"} & set(request.headers.keys())
    return not passed_on and ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104
