"""Balance settings: when a connected account is paid out by itself. Here: never, by hand only."""

from typing import Any

from payouts.sandbox.call import Call
from payouts.sandbox.events import tell
from payouts.sandbox.objects.accounts import reachable
from payouts.sandbox.records import PLATFORM
from payouts.sandbox.refusals import Document

_NAME = "balance_settings"


def _key(call: Call) -> str:
    return f"{_NAME} {call.account}"


def _shown(call: Call) -> Document:
    if call.account != PLATFORM:
        reachable(call.state, call.account)
    kept: Document = call.state.kept(_key(call), None) or {
        "debit_negative_balances": True,
        "payouts": {
            "minimum_balance_by_currency": None,
            "schedule": {"interval": "daily"},
            "statement_descriptor": None,
            "status": "enabled",
        },
        "settlement_timing": {"delay_days": 2},
    }
    return {"object": _NAME, "payments": kept}


def _update(call: Call) -> Document:
    shown = _shown(call)
    _join(shown["payments"], call.params.get("payments", {}))
    call.state.keep(_key(call), shown["payments"])
    tell(call.state, "balance_settings.updated", shown, account=call.account)
    return shown


def _join(into: Document, given: dict[str, Any]) -> None:
    for name, value in given.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _join(into[name], value)
        else:
            into[name] = None if value == "" else value


OPERATIONS = {"get /v1/balance_settings": _shown, "post /v1/balance_settings": _update}
