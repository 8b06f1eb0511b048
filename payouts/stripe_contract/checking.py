"""One request or one answer held to the contract: what is wrong with it, if anything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import jsonschema_rs

from payouts.stripe_contract.combining import Schema
from payouts.stripe_contract.document import contract
from payouts.stripe_contract.operations import Operation, match, parameters

_Kind = jsonschema_rs.ValidationErrorKind


class Wrong(StrEnum):
    ADDRESS = "address"
    CONTENT_TYPE = "content type"
    UNKNOWN = "unknown"
    MISSING = "missing"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Fault:
    wrong: Wrong
    where: str
    """A parameter as a form spells it: `line_items[0][quantity]`."""
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}" if self.where else self.says


def request_faults(
    method: str, path: str, *, query: str = "", body: bytes = b"", content_type: str = ""
) -> list[Fault]:
    found = match(method, path)
    if found is None:
        return [Fault(Wrong.ADDRESS, "", f"Unrecognized request URL ({method.upper()}: {path})")]
    operation, given = found.operation, content_type.partition(";")[0]
    if body and given != operation.content_type:
        says = f"the body is {given or 'of no kind'}, not {operation.content_type or 'expected'}"
        return [Fault(Wrong.CONTENT_TYPE, "", says)]
    if query and operation.content_type:
        return [Fault(Wrong.UNKNOWN, query, "parameters belong in the body")]
    try:
        sent = parameters(operation, query=query, body=body)
    except ValueError:
        return [Fault(Wrong.VALUE, "", "the body cannot be read")]
    return _faults(_judge_of_request(operation.verb, operation.path), sent)


def answer_faults(method: str, path: str, status: int, answered: Any) -> list[Fault]:
    found = match(method, path)
    if found is None:  # A refusal of an unknown address has the shape of every refusal.
        return _faults(_judge_of("error_v2" if path.startswith("/v2") else "error"), answered)
    operation = found.operation
    judge = _judge_of_answer(operation.verb, operation.path, refused=status >= 300)
    return _faults(judge, answered)


def object_faults(name: str, thing: Any) -> list[Fault]:
    """For what comes without a request, such as the object in an event."""
    return _faults(_judge_of(name), thing)


def _faults(judge: jsonschema_rs.Draft202012Validator, value: Any) -> list[Fault]:
    return [fault for error in judge.iter_errors(value) for fault in _told(error, ())]


def _told(error: jsonschema_rs.ValidationError, above: Sequence[str | int]) -> Iterator[Fault]:
    """Of several shapes that fit not at all, the nearest one says what is wrong."""
    kind, way = error.kind, (*above, *error.instance_path)
    if isinstance(kind, _Kind.AnyOf):
        nearest = _nearest(kind.context)
        if nearest:
            yield from (fault for each in nearest for fault in _told(each, above))
            return
    if isinstance(kind, _Kind.AdditionalProperties):
        for name in kind.unexpected:
            yield Fault(Wrong.UNKNOWN, _spelled((*way, name)), "unknown parameter")
    elif isinstance(kind, _Kind.Required):
        yield Fault(Wrong.MISSING, _spelled((*way, str(kind.property))), "missing")
    else:
        yield Fault(Wrong.VALUE, _spelled(way), error.message[:160])


def _nearest(
    variants: Iterable[list[jsonschema_rs.ValidationError]],
) -> list[jsonschema_rs.ValidationError]:
    """The variant that got furthest in: not one that is of another type altogether."""
    fitting = [
        errors
        for errors in variants
        if not any(
            isinstance(each.kind, (_Kind.Type, _Kind.Enum)) and _at_top(each, errors)
            for each in errors
        )
    ]
    return min(fitting, key=len, default=[])


def _at_top(
    error: jsonschema_rs.ValidationError, errors: list[jsonschema_rs.ValidationError]
) -> bool:
    return len(error.instance_path) == min(len(each.instance_path) for each in errors)


def _spelled(way: Sequence[str | int]) -> str:
    first, *rest = way or ("",)
    return str(first) + "".join(f"[{each}]" for each in rest)


# Compiling one takes some 10 ms, so only what is asked for is, and once.
@cache
def _judge_of_request(verb: str, path: str) -> jsonschema_rs.Draft202012Validator:
    return _compiled(_known(verb, path).sent)


@cache
def _judge_of_answer(verb: str, path: str, *, refused: bool) -> jsonschema_rs.Draft202012Validator:
    operation = _known(verb, path)
    return _compiled(operation.refusal if refused else operation.answers)


@cache
def _judge_of(name: str) -> jsonschema_rs.Draft202012Validator:
    return _compiled({"$ref": f"#/components/schemas/{name}"})


def _compiled(schema: Schema) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({**schema, "components": contract()["components"]})


def _known(verb: str, path: str) -> Operation:
    found = match(verb, path)
    if found is None:
        raise LookupError(f"the contract has no {verb} {path}")
    return found.operation
