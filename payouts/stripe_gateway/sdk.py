"""The official SDK, set up as we need it. Only this and `signatures` import it."""

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from typing import Any

import requests
import stripe
import structlog
from requests.adapters import HTTPAdapter
from stripe import _util

from foundation.database import refuse_inside_transaction
from foundation.settings import Settings
from foundation.tables import JsonObject
from payouts.stripe_contract.document import contract
from payouts.stripe_gateway.addresses import Addresses, addresses_of, key_of, refuse
from payouts.stripe_gateway.mode import API_VERSION
from payouts.stripe_gateway.pace import Pace

TIMEOUT_S = (3.0, 20.0)
RETRIES = 2
_CONNECTIONS = 64

_log = structlog.get_logger()

# It would tell Stripe about this machine, and write what was sent and answered to standard error.
stripe.enable_telemetry = False
_util.STRIPE_LOG = None
logging.getLogger("stripe").setLevel(logging.WARNING)


class WrongVersion(Exception):
    """The SDK, the contract and this module do not mean the same version of the API."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one call came to, after the SDK's own retries."""

    status: int | None
    """None: no answer came."""
    body: Any
    doubtful: bool
    """A try before the last may have got through."""
    replayed: bool = False
    retry_after_s: float | None = None

    @property
    def done(self) -> bool:
        return self.status is not None and 200 <= self.status < 300 and isinstance(self.body, dict)


@dataclass(frozen=True, slots=True)
class NamedFile:
    name: str
    content: bytes

    def open(self) -> BytesIO:
        found = BytesIO(self.content)
        found.name = self.name
        return found


class Sdk:
    def __init__(
        self,
        given: Settings,
        pace: Pace,
        *,
        timeout_s: tuple[float, float] = TIMEOUT_S,
        retries: int = RETRIES,
    ) -> None:
        refuse(given)
        refuse_other_versions()
        addresses = addresses_of(given)
        self._http = PacedClient(pace, addresses, timeout_s)
        self.client = stripe.StripeClient(
            key_of(given),
            base_addresses={
                "api": addresses.api,
                "connect": addresses.connect,
                "files": addresses.files,
                "meter_events": addresses.meter_events,
            },
            stripe_version=API_VERSION,
            # Explicit: a client that is not told makes one try, whatever the global default says.
            max_network_retries=retries,
            http_client=self._http,
        )

    def ask(
        self,
        method: str,
        path: str,
        parameters: JsonObject,
        *,
        account: str = "",
        key: str = "",
        file: NamedFile | None = None,
    ) -> Said:
        """`key` makes a change repeatable: Stripe does it once, however often it is sent."""
        refuse_inside_transaction()
        options: dict[str, Any] = {
            "stripe_account": account or None,
            "idempotency_key": key or None,
        }
        if file is not None:  # By an address of their own, and in parts.
            options |= {"base": "files", "content_type": "multipart/form-data", "file": file.open()}
        self._http.begin()
        try:
            answer = self.client.raw_request(method, path, **parameters, **options)
        except stripe.StripeError as error:
            # What it carries, headers and bodies, must not travel on in a traceback.
            headers = error.headers or {}
            return Said(
                error.http_status,
                error.json_body,
                self._http.doubtful(),
                _is_replayed(headers),
                _seconds(headers.get("Retry-After")),
            )
        _notice(answer.headers)
        replayed = _is_replayed(answer.headers)
        return Said(answer.code, json.loads(answer.body), self._http.doubtful(), replayed)


class PacedClient(stripe.RequestsClient):
    """Takes a turn for each try, retries too, and remembers how each ended."""

    def __init__(self, pace: Pace, addresses: Addresses, timeout_s: tuple[float, float]) -> None:
        super().__init__(timeout=timeout_s, session=session_for(addresses))
        self._pace = pace
        self._tries = threading.local()

    def begin(self) -> None:
        self._tries.ended = []

    def doubtful(self) -> bool:
        """Whether a try before the last may have been done without our hearing of it."""
        ended: list[int | None] = self._tries.ended
        return any(each is None or each == 409 or each >= 500 for each in ended[:-1])

    def request(  # type: ignore[override]  # As the SDK's own RequestsClient has it.
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
    ) -> tuple[bytes, int, Mapping[str, str]]:
        self._pace.wait()
        self._tries.ended.append(None)
        content, status, answered = super().request(method, url, headers, post_data)
        self._tries.ended[-1] = status
        return content, status, answered


def refuse_other_versions() -> None:
    of_sdk, of_contract = stripe.api_version, contract()["info"]["version"]
    if not API_VERSION == of_sdk == of_contract:
        raise WrongVersion(
            f"We ask for {API_VERSION}, the SDK is made for {of_sdk}, the contract for"
            f" {of_contract}."
        )


def session_for(addresses: Addresses) -> requests.Session:
    session = requests.Session()
    session.auth = _as_it_is  # Otherwise a .netrc file would replace our key.
    session.max_redirects = 0  # A redirected POST would become a GET.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.trust_env = not addresses.loopback  # No proxy between us and this machine.
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=_CONNECTIONS)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _is_replayed(headers: Mapping[str, str]) -> bool:
    return headers.get("Idempotent-Replayed") == "true"


def _notice(headers: Mapping[str, str]) -> None:
    if headers.get("Stripe-Notice"):
        _log.warning("stripe_notice", notice=headers["Stripe-Notice"])


def _seconds(said: str | None) -> float | None:
    try:
        return max(0.0, float(said)) if said else None
    except ValueError:
        return None
