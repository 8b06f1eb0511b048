"""Schemas put together as JSON Schema 2020-12 wants them: null is a type, not a flag."""

from collections.abc import Sequence
from typing import Any

Schema = dict[str, Any]

NULL: Schema = {"type": "null"}
TEXT: Schema = {"type": "string"}


def either(options: Sequence[Schema]) -> Schema:
    """One schema for a union. A closed set of words that may also be any word is marked open."""
    flat = _unique(
        each for option in options for each in (option["anyOf"] if _is_union(option) else [option])
    )
    nullable = NULL in flat
    kinds = _words_joined([each for each in flat if each != NULL])
    whole = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    return or_null(whole) if nullable else whole


def or_null(schema: Schema) -> Schema:
    if not schema:
        return schema
    if _is_union(schema):
        return {"anyOf": [*schema["anyOf"], NULL]}
    if isinstance(schema.get("type"), str):
        words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, "type": [schema["type"], "null"], **words}
    return {"anyOf": [schema, NULL]}


def words(values: Sequence[object]) -> Schema:
    """What `Literal` says."""
    if all(isinstance(value, bool) for value in values):
        kind = "boolean"
    else:
        kind = "integer" if all(isinstance(value, int) for value in values) else "string"
    return {"type": kind, "enum": list(values)}


def listing(item: Schema, *, v2: bool) -> Schema:
    """A page of things, as either generation of the API sends it."""
    data = {"type": "array", "items": item}
    if v2:
        page = {"type": ["string", "null"]}
        properties = {"data": data, "next_page_url": page, "previous_page_url": page}
        return {"type": "object", "required": ["data"], "properties": properties}
    return {
        "type": "object",
        "required": ["data", "has_more", "object", "url"],
        "properties": {
            "object": {"type": "string", "enum": ["list"]},
            "data": data,
            "has_more": {"type": "boolean"},
            "url": TEXT,
        },
    }


def _is_union(schema: Schema) -> bool:
    return schema.keys() == {"anyOf"}


def _words_joined(kinds: list[Schema]) -> list[Schema]:
    """`Literal["a"] | str` becomes one open set, as Stripe's own document marks it."""
    closed = [each for each in kinds if each.get("type") == "string" and "enum" in each]
    if not closed or TEXT not in kinds:
        return kinds
    known = list(dict.fromkeys(word for each in closed for word in each["enum"]))
    rest = [each for each in kinds if each not in closed and each != TEXT]
    return [*rest, {"type": "string", "enum": known, "x-stripeBypassValidation": True}]


def _unique(schemas: Any) -> list[Schema]:
    found: list[Schema] = []
    for each in schemas:
        if each not in found:
            found.append(each)
    return found
