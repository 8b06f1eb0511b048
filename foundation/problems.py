"""How the JSON API says no: RFC 9457 problem+json."""

import json
from http import HTTPStatus
from typing import Any

from flask import Response, g

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, sentence: str, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
        "instance": f"urn:uuid:{g.get('request_id', '')}",
        **more,
    }
    return Response(json.dumps(body), status, headers=headers, content_type=MEDIA_TYPE)


def challenge(authorization: str) -> dict[str, str]:
    """How a program is to prove itself (RFC 6750). An error is named only where it had tried."""
    tried = authorization.lower().startswith("bearer ")
    error = ', error="invalid_token"' if tried else ""
    return {"WWW-Authenticate": f'Bearer realm="Fairtake"{error}'}
