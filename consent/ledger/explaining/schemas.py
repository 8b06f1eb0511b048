"""The schema of each type's opening, made from its value object, and the strict reading of one."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import rfc8785

from consent.ledger.entries import EntryType
from consent.ledger.explaining import consenting, delivering, working
from consent.ledger.explaining.forms import is_spelled
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import Limits

Schema = dict[str, str]
"""Form by field; a field that may be missing ends in a question mark."""
LARGEST = 65536
NEEDS = {"prices": "currency", "renewal_fee_minor": "currency"}
NOT_A_LIMIT = ("starts_on", "ends_on")
_SIMPLE = {UUID: "uuid", datetime: "instant", date: "date", int: "number", str: "text"}


class BadOpening(ValueError):
    """A payload that is not the opening of this type of entry; the message names the field."""


def check_opening(type_: EntryType, payload: Mapping[str, Any]) -> None:
    """Unknown fields are refused: what nobody can explain must not be committed to."""
    if type_ not in SCHEMAS:
        raise BadOpening(f"{type_} has no opening")
    _check_fields(SCHEMAS[type_], payload, "")
    limits = payload.get("limits", {})
    if limits and "constrained" in payload["uses"].values() and not limits.keys() - NOT_A_LIMIT:
        raise BadOpening("uses: constrained, but no limit says how")
    if limits and limits.get("starts_on", "") > limits["ends_on"]:
        raise BadOpening("limits.ends_on: it would end before it starts")
    if len(rfc8785.dumps(dict(payload))) > LARGEST:
        raise BadOpening(f"an opening has at most {LARGEST} bytes")


def _check_fields(schema: Schema, found: Mapping[str, Any], path: str) -> None:
    known = {name.removesuffix("?"): form for name, form in schema.items()}
    for name in sorted(found):
        if name not in known:
            raise BadOpening(f"{path}{name}: no such field")
    for name, form in sorted(known.items()):
        if name in found:
            _check_value(form, found[name], f"{path}{name}")
        elif name in schema:
            raise BadOpening(f"{path}{name}: is missing")
    for name, other in sorted(NEEDS.items()):
        if name in found and other not in found:
            raise BadOpening(f"{path}{other}: is missing")


def _check_value(form: str, value: Any, path: str) -> None:
    if not form.startswith("object:"):
        if not is_spelled(form, value):
            raise BadOpening(f"{path}: is not in its form, {form}")
    elif isinstance(value, dict):
        _check_fields(OBJECTS[form.removeprefix("object:")], value, f"{path}.")
    else:
        raise BadOpening(f"{path}: is not in its form, {form}")


def _schema(of: type[Any]) -> Schema:
    hints = get_type_hints(of, include_extras=True)
    return dict(_field(field.name, hints[field.name]) for field in fields(of))


def _field(name: str, hint: Any) -> tuple[str, str]:
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (each for each in get_args(hint) if each is not type(None))
        return f"{name}?", _form(inner)
    return name, _form(hint)


def _form(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return str(arguments[1])
    if origin is tuple:
        return f"list:{_form(arguments[0])}"
    if origin is Mapping:
        return f"map:{arguments[0].__name__}:{_form(arguments[1])}"
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    return f"one:{hint.__name__}" if issubclass(hint, StrEnum) else f"object:{hint.__name__}"


def _openings() -> Iterator[type[Opening]]:
    for module in (consenting, working, delivering):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Opening) and "type" in vars(found):
                yield found


OBJECTS: dict[str, Schema] = {"Limits": _schema(Limits)}
OPENINGS: dict[EntryType, type[Opening]] = {each.type: each for each in _openings()}
SCHEMAS: dict[EntryType, Schema] = {type_: _schema(each) for type_, each in OPENINGS.items()}
