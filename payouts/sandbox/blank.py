"""An empty object of each kind, made from the contract: what must be there is there."""

import json
from functools import cache
from typing import Any

from payouts.sandbox.contract import schema_of
from payouts.sandbox.refusals import Document

_EMPTY: dict[str, Any] = {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False}


def blank(kind: str) -> Document:
    """A fresh copy. What may be null is there as null, as Stripe shows it."""
    found: Document = json.loads(_made(kind))
    return found


@cache
def _made(kind: str) -> str:
    return json.dumps(_object(schema_of(kind), outermost=True))


def _object(schema: Document, *, outermost: bool = False) -> Document:
    needed = schema.get("required", ())
    return {
        name: _value(each)
        for name, each in schema.get("properties", {}).items()
        if name in needed or (outermost and _may_be_null(each) and name != "deleted")
    }


def _value(schema: Document) -> Any:
    if _may_be_null(schema):
        return None
    if "$ref" in schema:
        return _object(schema_of(schema["$ref"].rsplit("/", 1)[-1]))
    if "anyOf" in schema:
        return _value(schema["anyOf"][0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object" or "properties" in schema:
        return _object(schema)
    return _EMPTY.get(schema.get("type", ""))


def _may_be_null(schema: Document) -> bool:
    return "null" in schema.get("type", ()) or any(map(_may_be_null, schema.get("anyOf", ())))
