"""Stripe's form encoding read back: `a[b][0][c]=1` as values of the kinds a schema asks for."""

import re
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode

from payouts.stripe_contract.combining import Schema

_IN_HEAD = re.compile(r'\b(name|filename)="([^"]*)"')
_WHOLE, _DECIMAL = re.compile(r"-?\d+"), re.compile(r"-?\d+(\.\d+)?")


def decoded(encoded: str, schema: Schema) -> dict[str, Any]:
    """A value that is not of its kind stays the text it is, for the schema to refuse."""
    root: dict[str, Any] = {}
    for key, value in parse_qsl(encoded, keep_blank_values=True):
        _put(root, re.findall(r"^[^\[]+|(?<=\[)[^\]]*(?=\])", key), value)
    found = _of_kind({key: _with_lists(each) for key, each in root.items()}, schema)
    return dict(found)


def parts(body: bytes, schema: Schema) -> dict[str, Any]:
    """A body in parts: fields as in a form; of a file its name, its size and its hash."""
    line, _, _ = body.partition(b"\r\n")
    if not line.startswith(b"--"):
        raise ValueError("no body in parts")
    fields: list[tuple[str, str]] = []
    files: dict[str, Any] = {}
    for part in body.split(line)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        said = dict(_IN_HEAD.findall(head.decode()))
        if "filename" in said:
            hashed = sha256(content).hexdigest()
            files[said["name"]] = {
                "filename": said["filename"],
                "size": len(content),
                "sha256": hashed,
            }
        else:
            fields.append((said.get("name", ""), content.decode()))
    return {**decoded(urlencode(fields), schema), **files}


def _put(root: dict[str, Any], way: list[str], value: str) -> None:
    inside = root
    for part in way[:-1]:
        step = inside.setdefault(part or str(len(inside)), {})
        if not isinstance(step, dict):
            return  # `a=1&a[b]=2`: the first one stands, as text where an object belongs.
        inside = step
    inside[way[-1] or str(len(inside))] = value


def _with_lists(value: Any) -> Any:
    """An object whose names are all numbers was a list."""
    if not isinstance(value, dict):
        return value
    inner = {key: _with_lists(each) for key, each in value.items()}
    if inner and all(key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def _of_kind(value: Any, schema: Schema) -> Any:
    schema = _variant(value, schema)
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties")
        other: Schema = more if isinstance(more, dict) else {}
        return {key: _of_kind(each, known.get(key, other)) for key, each in value.items()}
    if isinstance(value, list):
        return [_of_kind(each, schema.get("items", {})) for each in value]
    return _plain(value, _kinds(schema))


def _variant(value: Any, schema: Schema) -> Schema:
    """Of several, the one that this value can only mean."""
    for each in schema.get("anyOf", ()):
        kinds = _kinds(each)
        if isinstance(value, dict):
            meant = "object" in kinds
        elif isinstance(value, list):
            meant = "array" in kinds
        else:
            meant = value in each.get("enum", ()) or not isinstance(_plain(value, kinds), str)
        if meant:
            return dict(each)
    return schema


def _plain(value: str, kinds: tuple[str, ...]) -> Any:
    if "integer" in kinds and _WHOLE.fullmatch(value):
        return int(value)
    if "number" in kinds and _DECIMAL.fullmatch(value):
        return float(value)
    if "boolean" in kinds and value in ("true", "false"):
        return value == "true"
    return value


def _kinds(schema: Schema) -> tuple[str, ...]:
    kind = schema.get("type", ())
    return (kind,) if isinstance(kind, str) else tuple(kind)
