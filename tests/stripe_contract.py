"""Holds every conversation with Stripe in every test to the contract.

What the SDK sends and what comes back is judged where it leaves and enters the SDK. A test that
plants a fault takes it with `contract_faults.take()`; what nobody took fails the test.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from payouts.stripe_contract.checking import answer_faults, request_faults


class ContractFaults:
    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, where: str, faults: list[Any]) -> None:
        self._found += [f"{where}: {each}" for each in faults]

    def take(self) -> list[str]:
        taken, self._found = self._found, []
        return taken


@pytest.fixture(autouse=True)
def contract_faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[ContractFaults]:
    found = ContractFaults()
    sends = stripe.RequestsClient.request

    def judged(
        client: Any, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> Any:
        said = urlsplit(url)
        where = f"{method.upper()} {said.path}"
        body = post_data.encode() if isinstance(post_data, str) else post_data or b""
        kind = (headers or {}).get("Content-Type", "") if body else ""
        found.add(
            where,
            request_faults(method, said.path, query=said.query, body=body, content_type=kind),
        )
        content, status, answered = sends(client, method, url, headers, post_data)
        payload = _json(content)
        if payload is not None:
            found.add(f"{where} answered", answer_faults(method, said.path, status, payload))
        return content, status, answered

    monkeypatch.setattr(stripe.RequestsClient, "request", judged)
    yield found
    untaken = found.take()
    assert not untaken, "\n".join(untaken)


def _json(content: bytes) -> Any:
    """None for a page of a proxy and the like, which no contract describes."""
    try:
        return json.loads(content)
    except ValueError:
        return None
