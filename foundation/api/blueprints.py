"""A slice's part of the API: what each operation needs is said where it is written."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask.views import MethodView
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser

from foundation.api import idempotency
from foundation.api.document import BYTES, SECURITY_SCHEME, Scope

Operation = TypeVar("Operation", bound=Callable[..., Any])
REFUSALS = {401: "UNAUTHORIZED", 403: "FORBIDDEN", 429: "TOO_MANY_REQUESTS"}
SCOPE = "_scope"
_JSON = "application/json"
_TEXT = {"type": "string"}
_RANGE = {
    "name": "Range",
    "in": "header",
    "description": "One part of it, as RFC 9110 has it, such as `bytes=0-999`.",
    "schema": {"type": "string"},
}


def scoped(scope: Scope) -> Callable[[Operation], Operation]:
    """For plain routes below /api that speak a protocol of their own, such as tus."""

    def decorate(operation: Operation) -> Operation:
        setattr(operation, SCOPE, scope.name)
        return operation

    return decorate


def _schema(media_type: str, *, kept: bool) -> dict[str, Any]:
    if media_type != _JSON:
        return {"type": "string", "format": "binary"}
    return {"type": "object"} | ({BYTES: True} if kept else {})


class _Parser(FlaskParser):
    """What a schema says of unknown fields holds for queries too, which otherwise drop them."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """Every POST is made idempotent here, so that no slice can forget it."""

    ARGUMENTS_PARSER = _Parser()

    def scope(self, scope: str) -> Callable[[Operation], Operation]:
        """The scope a token must have. Outermost, so that strangers learn nothing of the body."""

        def decorate(operation: Operation) -> Operation:
            for status, name in REFUSALS.items():
                operation = self.alt_response(status, name)(operation)
            operation = self.doc(security=[{SECURITY_SCHEME: [scope]}])(operation)
            setattr(operation, SCOPE, scope)
            return operation

        return decorate

    # flask-smorest has no types; these say what its decorators do: give back what they got.

    def response(self, *args: Any, **kwargs: Any) -> Callable[[Operation], Operation]:
        return cast(Callable[[Operation], Operation], super().response(*args, **kwargs))

    def sends(
        self, *media_types: str, kept: bool = True, in_parts: bool = False
    ) -> Callable[[Operation], Operation]:
        """What is answered as it is, without a schema of ours. `kept`: byte for byte, also where
        it is JSON, since its hash stands elsewhere; else it is whatever object its kind says."""

        def decorate(operation: Operation) -> Operation:
            operation = self.response(200)(operation)
            for status in (200, 206) if in_parts else (200,):
                for each in media_types:
                    said = {"schema": _schema(each, kept=kept), "content_type": each}
                    operation = self.alt_response(status, **said)(operation)
            if in_parts:
                operation = self.alt_response(416, schema=_TEXT, content_type="text/plain")(
                    self.doc(parameters=[_RANGE])(operation)
                )
            return operation

        return decorate

    def alt_response(self, *args: Any, **kwargs: Any) -> Callable[[Operation], Operation]:
        return cast(Callable[[Operation], Operation], super().alt_response(*args, **kwargs))

    def arguments(self, *args: Any, **kwargs: Any) -> Callable[[Operation], Operation]:
        return cast(Callable[[Operation], Operation], super().arguments(*args, **kwargs))

    def route(self, *args: Any, **kwargs: Any) -> Callable[[Operation], Operation]:
        return cast(Callable[[Operation], Operation], super().route(*args, **kwargs))

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Any = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        post = getattr(view_func, "post", None)
        if isinstance(view_func, type) and issubclass(view_func, MethodView) and post:
            view_func.post = self._once(post)  # type: ignore[attr-defined]
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)

    def _once(self, operation: Operation) -> Operation:
        """Each may be refused for its key: none was sent, or it stands for something else."""
        said = getattr(operation, "_apidoc", {}).get("response", {}).get("responses", {})
        for status, name in {400: "BAD_REQUEST", 409: "CONFLICT"}.items():
            if status not in said:
                operation = self.alt_response(status, name)(operation)
        with_key: Operation = self.doc(parameters=[idempotency.HEADER_DOC])(
            idempotency.once(operation)
        )
        return with_key
