"""Which operation of the contract an address means, and what it was given."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from payouts.stripe_contract.combining import Schema
from payouts.stripe_contract.document import contract
from payouts.stripe_contract.forms import decoded, parts


@dataclass(frozen=True, slots=True)
class Operation:
    verb: str
    path: str
    """As the contract spells it, `/v1/transfers/{transfer}`."""
    sent: Schema
    content_type: str
    """Empty where parameters are in the query."""
    answers: Schema
    refusal: Schema

    @property
    def v2(self) -> bool:
        return self.path.startswith("/v2")


@dataclass(frozen=True, slots=True)
class Match:
    operation: Operation
    named: dict[str, str]
    """What the address says for each name in the path."""


def match(method: str, path: str) -> Match | None:
    for pattern, operation in _operations():
        if operation.verb == method.lower() and (found := pattern.fullmatch(path)):
            return Match(operation, found.groupdict())
    return None


def parameters(operation: Operation, *, query: str = "", body: bytes = b"") -> Any:
    """What was sent, whichever way. A body that is no JSON where it must be raises ValueError."""
    if operation.content_type.endswith("json"):
        return json.loads(body or b"{}")
    if operation.content_type.startswith("multipart"):
        return parts(body, operation.sent)
    return decoded(body.decode() if operation.content_type else query, operation.sent)


@cache
def _operations() -> tuple[tuple[re.Pattern[str], Operation], ...]:
    found = [
        (_pattern(path), _operation(verb, path, said))
        for path, verbs in contract()["paths"].items()
        for verb, said in verbs.items()
    ]
    # `/v1/accounts/{account}` must not swallow a longer or plainer address.
    return tuple(sorted(found, key=lambda each: each[1].path.count("{")))


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path))


def _operation(verb: str, path: str, said: dict[str, Any]) -> Operation:
    answers, refusal = (
        said["responses"][status]["content"]["application/json"]["schema"]
        for status in ("200", "default")
    )
    if "requestBody" in said:
        [(content_type, media)] = said["requestBody"]["content"].items()
        return Operation(verb, path, media["schema"], content_type, answers, refusal)
    return Operation(verb, path, _of_query(said["parameters"]), "", answers, refusal)


def _of_query(parameters: list[dict[str, Any]]) -> Schema:
    asked = [each for each in parameters if each["in"] == "query"]
    return {
        "type": "object",
        "properties": {each["name"]: each["schema"] for each in asked},
        "required": [each["name"] for each in asked if each["required"]],
        "additionalProperties": False,
    }
