"""Answers as the contract wants them: the least that is allowed, with what a test needs in it."""

from typing import Any

from payouts.stripe_contract.document import contract

_PLAIN = {"string": "", "integer": 0, "number": 0, "boolean": False, "null": None}


def made(kind: str, **said: Any) -> dict[str, Any]:
    least = _least(contract()["components"]["schemas"][kind])
    return {**least, **said}


def listed(path: str, *items: Any, more: bool = False) -> dict[str, Any]:
    return {"object": "list", "url": path, "has_more": more, "data": list(items)}


def error(kind: str, code: str = "", sentence: str = "No.") -> dict[str, Any]:
    said = {"type": kind, "message": sentence, **({"code": code} if code else {})}
    return {"error": said}


def _least(schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return made(schema["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in schema:
        return _least(schema["anyOf"][0])
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "array":
        return []
    if kind == "object":
        inside = schema.get("properties", {})
        return {name: _least(inside[name]) for name in schema.get("required", ())}
    return _PLAIN[kind]
