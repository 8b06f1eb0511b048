"""A stand-in that runs in this process, and somebody who talks to it as the application does."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import stripe

from payouts.sandbox.server import Sandbox

KEY = "sk_test_sandbox"
PERFORMER = {
    "contact_email": "ann@example.org",
    "display_name": "Ann",
    "dashboard": "express",
    "identity": {"country": "us", "entity_type": "individual"},
    "configuration": {
        "recipient": {"capabilities": {"stripe_balance": {"stripe_transfers": {"requested": True}}}}
    },
    "defaults": {
        "responsibilities": {"fees_collector": "application", "losses_collector": "application"}
    },
    "include": ["configuration.recipient", "requirements"],
}


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    text: str
    location: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Knows an address, a key and nothing else."""

    address: str
    stripe: stripe.StripeClient

    def lever(self, name: str, **given: Any) -> dict[str, Any]:
        request = urllib.request.Request(
            f"{self.address}/_test/{name}",
            json.dumps(given).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def seen(self, path: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def days(self, days: int) -> None:
        self.lever("advance_clock", days=days)

    def page(self, url: str, **form: str) -> Page:
        """A page by plain HTTP, or a form sent from it. Redirections are told, not followed."""
        body = urlencode(form).encode() if form else None
        try:
            opened = urllib.request.build_opener(_Stay).open(url, body, timeout=30)
        except HTTPError as answer:
            with answer:
                text = answer.read().decode()
                return Page(answer.code, text, answer.headers.get("Location", ""))
        with opened as answer:
            return Page(answer.status, answer.read().decode(), "")

    def account(self, **given: Any) -> str:
        """A performer who can be paid: the account's id."""
        made = self.stripe.v2.core.accounts.create(PERFORMER)
        self.lever(f"accounts/{made.id}/complete", **given)
        return str(made.id)

    def fund(self, amount: int, currency: str = "usd") -> None:
        self.lever("fund", amount=amount, currency=currency)

    def available(self, account: str = "", currency: str = "usd") -> int:
        return self._balance(account, currency, "available")

    def pending(self, account: str = "", currency: str = "usd") -> int:
        return self._balance(account, currency, "pending")

    def _balance(self, account: str, currency: str, part: str) -> int:
        options = {"stripe_account": account} if account else {}
        shown = self.stripe.v1.balance.retrieve({}, options).to_dict()
        return sum(each["amount"] for each in shown[part] if each["currency"] == currency)

    def told(self, account: str = "") -> list[str]:
        """The kinds of event so far, oldest first."""
        options = {"stripe_account": account} if account else {}
        found = self.stripe.v1.events.list({"limit": 100}, options)
        return [each.type for each in found.data][::-1]

    def thin_told(self, about: str) -> list[str]:
        found = self.stripe.v2.core.events.list({"object_id": about})
        return [each.type for each in found.data][::-1]

    def checkout(self, amount: int = 10000, currency: str = "usd", **more: Any) -> Any:
        item = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Order"}}
        return self.stripe.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "line_items": [{"quantity": 1, "price_data": item}],
                "success_url": "http://127.0.0.1/paid?session={CHECKOUT_SESSION_ID}",
                "cancel_url": "http://127.0.0.1/not-paid",
                **more,
            }
        )


def client_of(address: str, **more: Any) -> stripe.StripeClient:
    names = ("api", "connect", "files", "meter_events")
    given = {"max_network_retries": 0, "http_client": stripe.RequestsClient(timeout=10), **more}
    return stripe.StripeClient(KEY, base_addresses=dict.fromkeys(names, address), **given)


@contextmanager
def standing_in(file: Path, *, rate: float = 10_000) -> Iterator[Visitor]:
    """The pace is out of the way unless a test is about it."""
    sandbox = Sandbox(file, port=0, rate=rate)
    thread = threading.Thread(target=sandbox.serve, kwargs={"asked_to_end_s": 0.005})
    thread.start()
    try:
        yield Visitor(sandbox.address, client_of(sandbox.address))
    finally:
        sandbox.shutdown()
        thread.join()
        sandbox.server_close()
