"""One request to the API from its first byte to its answer, in the order that Stripe goes."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from payouts.sandbox import contract, faults, idempotency
from payouts.sandbox.agenda import work_off
from payouts.sandbox.call import Call
from payouts.sandbox.doing import HAPPENINGS, OPERATIONS
from payouts.sandbox.expanding import expanded
from payouts.sandbox.faults import Fault, Faults, Mode
from payouts.sandbox.idempotency import InUse, Key
from payouts.sandbox.objects.accounts import KIND as ACCOUNT
from payouts.sandbox.objects.requirements import GONE
from payouts.sandbox.pace import Pace
from payouts.sandbox.records import PLATFORM
from payouts.sandbox.refusals import Document, Refused, invalid, no_access
from payouts.sandbox.state import State
from payouts.sandbox.violations import note
from payouts.stripe_contract.checking import answer_faults, request_faults
from payouts.stripe_contract.operations import Match, match, parameters

_TEST_KEY = re.compile(r"Bearer (sk|rk)_test_\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    query: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name."""

    @property
    def v2(self) -> bool:
        return self.path.startswith("/v2/")


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    body: Document
    headers: dict[str, str]
    drop: bool = False
    """The connection is to be broken instead."""
    wait_s: float = 0.0


class Stripe:
    """What stands behind the API's addresses."""

    def __init__(self, state: State, *, rate: float) -> None:
        self.state, self.pace, self.faults = state, Pace(rate), Faults()
        self._in_use = InUse()

    def answer(self, asked: Asked) -> Answered:
        headers = {"Request-Id": f"req_{secrets.token_hex(7)}"}
        try:
            _refuse_strange_key(asked)
            if not self.pace.allows():
                headers["Stripe-Rate-Limited-Reason"] = "global-rate"
                raise faults.too_many()
            fault = self.faults.taken(asked.method, asked.path)
            if fault and fault.mode is Mode.DROP_BEFORE:
                return Answered(500, {}, headers, drop=True)
            return self._understood(asked, fault, headers)
        except Refused as why:
            return Answered(why.status, self._refusal(asked, why), headers)

    def _understood(self, asked: Asked, fault: Fault | None, headers: dict[str, str]) -> Answered:
        found, params = _read(asked)
        account = asked.headers.get("stripe-account", PLATFORM)
        key = _key(asked, account, params)
        with self._in_use.hold(key):
            if fault and fault.mode in (Mode.NOT_NOW, Mode.CONFLICT):
                raise faults.refusal(fault.mode)
            with self.state.turn():
                work_off(self.state, HAPPENINGS)
                # Comes before the key is looked up, so what was done once may be refused now.
                _refuse_no_access(self.state, account)
                self.state.request = {
                    "id": headers["Request-Id"],
                    "idempotency_key": key.name if key else None,
                }
                replayed = idempotency.kept(self.state, key) if key else None
                if replayed:
                    status, body = replayed
                    headers["Idempotent-Replayed"] = "true"
                else:
                    call = Call(self.state, found.named, params, account)
                    status, body = self._done(asked, found, call, fault)
                    if key and (status < 300 or not asked.v2):
                        # The second generation executes failed work again.
                        idempotency.keep(self.state, key, status, body)
            return _sent(status, body, headers, fault)

    def _done(
        self, asked: Asked, found: Match, call: Call, fault: Fault | None
    ) -> tuple[int, Document]:
        mode = fault.mode if fault else None
        try:
            if mode is Mode.ERROR:
                raise faults.refusal(mode)
            with self.state.attempt():
                operation = OPERATIONS[f"{found.operation.verb} {found.operation.path}"]
                body = operation(call)
                body = expanded(self.state, body, call.params.get("expand", ()))
        except Refused as why:
            return why.status, self._refusal(asked, why)
        if mode is Mode.ERROR_AFTER_COMMIT:
            broken = faults.refusal(mode)
            return broken.status, broken.body(v2=asked.v2)
        wrong = answer_faults(asked.method, asked.path, 200, body)
        if wrong:
            note(self.state, asked.method, asked.path, [str(each) for each in wrong])
        return 200, body

    def _refusal(self, asked: Asked, why: Refused) -> Document:
        body = why.body(v2=asked.v2)
        wrong = answer_faults(asked.method, asked.path, why.status, body)
        if wrong:
            with self.state.noting():
                note(self.state, asked.method, asked.path, [str(each) for each in wrong])
        return body


def _refuse_strange_key(asked: Asked) -> None:
    given = asked.headers.get("authorization", "")
    if "_live_" in given:
        said = "This is a stand-in for Stripe and takes no live key. Use one that begins sk_test_."
        raise Refused(401, "invalid_request_error", None, said)
    if not _TEST_KEY.fullmatch(given):
        said = "Invalid API Key provided: a test key begins sk_test_ or rk_test_."
        raise Refused(401, "invalid_request_error", None, said)


def _read(asked: Asked) -> tuple[Match, Document]:
    """The operation and its parameters, once the contract finds nothing wrong with either."""
    version = asked.headers.get("stripe-version", contract.VERSION)
    if version != contract.VERSION:
        raise invalid(f"This stand-in speaks {contract.VERSION} only, not {version}.")
    wrong = request_faults(
        asked.method,
        asked.path,
        query=asked.query,
        body=asked.body,
        content_type=asked.headers.get("content-type", ""),
    )
    if wrong:
        raise contract.refusal(wrong)
    found = match(asked.method, asked.path)
    if found is None:
        raise LookupError(asked.path)
    return found, parameters(found.operation, query=asked.query, body=asked.body)


def _key(asked: Asked, account: str, params: Document) -> Key | None:
    name = asked.headers.get("idempotency-key")
    if not name or asked.method == "GET" or (asked.method == "DELETE" and not asked.v2):
        return None
    return idempotency.key_of(name, account, asked.method, asked.path, params)


def _refuse_no_access(state: State, name: str) -> None:
    """To whom an account does not belong any more, it does not exist."""
    if name != PLATFORM:
        account = state.records.find(name)
        if account is None or account.kind != ACCOUNT or account.aside["standing"] == GONE:
            raise no_access(name)


def _sent(status: int, body: Document, headers: dict[str, str], fault: Fault | None) -> Answered:
    drop = fault is not None and fault.mode is Mode.DROP_AFTER_COMMIT
    late = fault is not None and fault.mode is Mode.TIMEOUT
    return Answered(
        status, body, headers, drop=drop, wait_s=fault.seconds if fault and late else 0.0
    )
