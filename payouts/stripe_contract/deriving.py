"""The contract made from the installed SDK: its services, their parameters, their answers."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from payouts.stripe_contract.annotations import last_name, unquoted
from payouts.stripe_contract.combining import TEXT, Schema, listing
from payouts.stripe_contract.schemas import Place, Schemas
from payouts.stripe_contract.sdk_source import SdkSource
from payouts.stripe_contract.wanted import OBJECTS, OPERATIONS

Document = dict[str, Any]

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_PARTS = "multipart/form-data"
_NAMES_MORE = ("charge", "payment_intent", "payment_method", "setup_intent", "source")
_ERROR_TYPES = ["api_error", "card_error", "idempotency_error", "invalid_request_error"]


class NotInTheSdk(Exception):
    """An operation that we want is not there any more."""


@dataclass(frozen=True, slots=True)
class Operation:
    module: str
    function: ast.FunctionDef
    verb: str
    path: str

    @property
    def v2(self) -> bool:
        return self.path.startswith("/v2")


def derived(source: SdkSource) -> Document:
    """The same bytes for the same SDK."""
    schemas = Schemas(source, OBJECTS)
    found = {(each.verb, each.path): each for each in _operations(source)}
    if missing := sorted(OPERATIONS - found.keys()):
        raise NotInTheSdk(f"the SDK {source.version} has no {missing}")
    paths: dict[str, dict[str, Any]] = {}
    for verb, path in sorted(OPERATIONS):
        paths.setdefault(path, {})[verb] = _described(found[verb, path], schemas, source)
    components = {**schemas.components(), **_errors(source)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The part of Stripe's API that pays people",
            "version": source.api_version,
            "description": f"Derived from the types of the official SDK {source.version}, which"
            " Stripe makes from its own OpenAPI document.",
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _operations(source: SdkSource) -> Iterator[Operation]:
    for module in source.modules:
        if module.endswith("_service"):
            for service in source.classes(module).values():
                for function in service.body:
                    if isinstance(function, ast.FunctionDef):
                        yield from _calls(module, function)


def _calls(module: str, function: ast.FunctionDef) -> Iterator[Operation]:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and last_name(call.func) == "_request":
            address = call.args[1]
            if isinstance(address, ast.Call) and isinstance(address.func, ast.Attribute):
                address = address.func.value  # "/v1/x/{id}".format(…)
            yield Operation(
                module, function, ast.literal_eval(call.args[0]), ast.literal_eval(address)
            )


def _described(operation: Operation, schemas: Schemas, source: SdkSource) -> dict[str, Any]:
    sent = _sent(operation, schemas, source)
    names = re.findall(r"{(\w+)}", operation.path)
    described: dict[str, Any] = {
        "operationId": f"{operation.verb} {operation.path}",
        "parameters": [
            {"name": each, "in": "path", "required": True, "schema": TEXT} for each in names
        ],
        "responses": _responses(operation, schemas),
    }
    if operation.verb == "post":
        described["requestBody"] = {
            "required": bool(sent.get("required")),
            "content": {_body_of(operation): {"schema": sent}},
        }
    else:
        described["parameters"] += _in_query(operation, sent)
    return described


def _body_of(operation: Operation) -> str:
    """A service that sends a file says so where it asks."""
    if operation.v2:
        return _JSON
    said = (each.value for each in ast.walk(operation.function) if isinstance(each, ast.Constant))
    return _PARTS if _PARTS in said else _FORM


def _in_query(operation: Operation, sent: Schema) -> list[dict[str, Any]]:
    named = dict(sent["properties"])
    if operation.v2 and "limit" in named:
        named["page"] = TEXT  # In Stripe's own `next_page_url`, which no type describes.
    return [
        {"name": name, "in": "query", "required": name in sent.get("required", ()), "schema": of}
        for name, of in named.items()
    ]


def _sent(operation: Operation, schemas: Schemas, source: SdkSource) -> Schema:
    given = operation.function.args
    params = next((each for each in given.args + given.kwonlyargs if each.arg == "params"), None)
    if params is None or params.annotation is None:
        return {"type": "object", "properties": {}, "additionalProperties": False}
    annotation = unquoted(params.annotation)
    if isinstance(annotation, ast.Subscript):  # Optional["XParams"]
        annotation = unquoted(annotation.slice)
    imported_from, name = source.imported(operation.module)[last_name(annotation)]
    module = source.home(imported_from, name)
    return schemas.of_class(source.classes(module)[name], Place(module, sent=True))


def _responses(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    error = {"$ref": f"#/components/schemas/{'error_v2' if operation.v2 else 'error'}"}
    return {
        "200": _answer("OK", _answered(operation, schemas)),
        "default": _answer("Error", error),
    }


def _answered(operation: Operation, schemas: Schemas) -> Schema:
    if operation.function.returns is None:
        raise NotImplementedError(f"{operation.path} does not say what it answers")
    annotation = unquoted(operation.function.returns)
    place = Place(operation.module, sent=False)
    if isinstance(annotation, ast.Subscript) and last_name(annotation.value) == "ListObject":
        return listing(schemas.of(annotation.slice, place), v2=operation.v2)
    return schemas.of(annotation, place)


def _answer(description: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, "content": {_JSON: {"schema": schema}}}


def _errors(source: SdkSource) -> dict[str, Schema]:
    """What a refusal looks like. The SDK's own error class says only which names there are."""
    said = source.classes("stripe._error_object")["ErrorObject"]
    names = [ast.unparse(each.target) for each in said.body if isinstance(each, ast.AnnAssign)]
    properties: dict[str, Schema] = {
        **{name: {"type": ["string", "null"]} for name in names},
        **{name: {} for name in _NAMES_MORE},
        "type": {"type": "string", "enum": _ERROR_TYPES},
    }
    v2 = {name: TEXT for name in ("code", "message", "type", "user_message")}
    return {
        "error": _in_error(properties, ["type"]),
        "error_v2": _in_error(v2, ["code", "message"]),
    }


def _in_error(properties: dict[str, Schema], required: list[str]) -> Schema:
    inner = {"type": "object", "required": required, "properties": properties}
    return {"type": "object", "required": ["error"], "properties": {"error": inner}}
