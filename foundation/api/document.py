"""The OpenAPI document, and the flask-smorest extension bent to our errors and doors."""

import http
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app
from flask_smorest import Api
from flask_smorest.utils import prepare_response

from foundation.api.problems import ProblemSchema

PROBLEM = "application/problem+json"
_END = r"\Z"
SECURITY_SCHEME = "token"
BYTES = "x-byte-for-byte"
"""Of JSON with a hash of its own: read into words and written again it would have another."""
_ABOUT = """For programs: what is listed below, with the rights of the person who made the token.

Make a token on the page “API tokens” and send it as “Authorization: Bearer …”. Each token acts in
one role and reaches what its scopes name. Every POST carries an Idempotency-Key: sent again with
the same body it answers the same and does nothing twice. Lists come in pages: follow “next”.

Files come in by tus 1.0 at /api/v1/uploads, with the scope uploads:write and any tus client:
resumable, and without an Idempotency-Key. Where an operation takes an upload, send its id.

In Python each operation is a method of one file, /api/fairtake.py, by the name that stands here as
its operationId.

Times are UTC (RFC 3339), amounts are whole minor units with their currency.
"""


class HouseApi(Api):  # type: ignore[misc]
    """Refusals are the web edge's business (problem+json), so its own handlers stay out."""

    def _register_error_handlers(self) -> None:
        pass

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            self._describe(status.name, status.phrase)
        self._describe("DEFAULT_ERROR", "Any other refusal.")

    def _describe(self, name: str, phrase: str) -> None:
        response: dict[str, Any] = {"description": phrase, "schema": ProblemSchema}
        prepare_response(response, self.spec, PROBLEM)
        self.spec.components.response(name, response, lazy=True)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a token may be allowed, in words for the person who makes it."""

    name: str
    means: str


def create_api(app: Flask, url: str, scopes: tuple[Scope, ...]) -> HouseApi:
    app.config.update(
        API_TITLE="Fairtake",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=None,
        API_SPEC_OPTIONS={"info": {"description": _ABOUT}, "servers": [{"url": url}]},
    )
    api = HouseApi(app)
    api.ma_plugin.converter.add_attribute_function(_as_matched)
    api.spec.components.security_scheme(
        SECURITY_SCHEME, {"type": "http", "scheme": "bearer", "description": "An API token."}
    )
    app.extensions["fairtake_api"] = api
    app.extensions["fairtake_scopes"] = scopes
    return api


def _as_matched(_converter: Any, _field: Any, *, ret: dict[str, Any], **_: Any) -> dict[str, str]:
    """marshmallow matches a pattern from the first letter on; in a document it may begin anywhere,
    and the end is written otherwise."""
    pattern = ret.get("pattern")
    if pattern is None or pattern.startswith("^"):
        return {}
    found = pattern.removesuffix(_END)
    return {"pattern": f"^(?:{found})" + ("" if found == pattern else "$")}


def scopes() -> tuple[Scope, ...]:
    return cast(tuple[Scope, ...], current_app.extensions["fairtake_scopes"])
