"""A request as it is kept before it is sent: exactly what goes out, now and on every retry."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import rfc8785

from foundation.tables import JsonObject


@dataclass(frozen=True, slots=True)
class Sending:
    """Plain JSON, so that it can be stored. Never built again from what may have changed since."""

    path: str
    parameters: JsonObject
    account: str = ""
    """The connected account it is done in; empty: our own."""

    @property
    def fingerprint(self) -> str:
        """Tells whether two are the same request, as Stripe compares them under one key."""
        content: Any = {
            "path": self.path,
            "parameters": self.parameters,
            "account": self.account,
        }
        return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def path(pattern: str, *ids: str) -> str:
    """`path("/v1/transfers/{}", id)`. An id never leads anywhere else."""
    if not all(ids):
        raise ValueError(f"no id for {pattern}")
    return pattern.format(*(quote(each, safe="") for each in ids))


def without_empty(parameters: dict[str, Any]) -> JsonObject:
    """Empty text would tell Stripe to unset something; what is not known is not sent."""
    return {key: value for key, value in parameters.items() if value not in (None, "", {}, [])}
