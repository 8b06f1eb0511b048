"""What happened, told: an event for each change, and a delivery to each address that wants it."""

import json
from collections.abc import Sequence

from payouts.sandbox.clock import written
from payouts.sandbox.contract import VERSION
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document
from payouts.sandbox.state import State

SNAPSHOT, THIN = "event", "v2.core.event"


def tell(state: State, kind: str, document: Document, *, account: str = PLATFORM) -> Record:
    """A snapshot event: the object as it was at this moment."""
    wanted = [each for each in _hooks(state) if _wants(each, kind, account)]
    wanted += [each for each in _destinations(state, "snapshot") if _hears(each, kind, account)]
    fields: Document = {
        "type": kind,
        "api_version": VERSION,
        "data": {"object": document},
        "pending_webhooks": len(wanted),
        "request": state.request,
    }
    if account != PLATFORM:
        fields["account"] = account
    event = state.records.add(SNAPSHOT, "evt", fields, account=account)
    _queue(state, event.id, event.document, wanted)
    return event


def tell_thin(
    state: State, kind: str, related: Document, *, data: Document | None = None
) -> Record:
    """An event of the second generation: it only says which object to look at."""
    asked = state.request
    reason = {"type": "request", "request": asked} if asked["idempotency_key"] else None
    event = state.records.add(
        THIN,
        "evt",
        {
            "type": kind,
            "related_object": related,
            "reason": reason,
            "data": data or {},
        },
        aside={"object": related["id"]},
    )
    notice = {
        "id": event.id,
        "object": THIN,
        "type": kind,
        "created": event["created"],
        "livemode": False,
        "related_object": related,
        "context": None,
    }
    wanted = [each for each in _destinations(state, "thin") if _hears(each, kind, related["id"])]
    _queue(state, event.id, notice, wanted)
    return event


def about_account(name: str) -> Document:
    return {"id": name, "type": "v2.core.account", "url": f"/v2/core/accounts/{name}"}


def ping(state: State, destination: Record) -> Record:
    """Goes to one address only, whatever it has asked to hear."""
    fields = {
        "type": "v2.core.event_destination.ping",
        "related_object": {
            "id": destination.id,
            "type": destination.kind,
            "url": f"/v2/core/event_destinations/{destination.id}",
        },
    }
    event = state.records.add(THIN, "evt", fields, aside={"object": destination.id})
    _queue(
        state,
        event.id,
        {**event.document, "created": written(state.clock.seconds())},
        [destination],
    )
    return event


def _queue(state: State, event: str, body: Document, wanted: Sequence[Record]) -> None:
    for each in wanted:
        state.execute(
            "insert into delivery (event, destination, body, due_at) values (?, ?, ?, ?)",
            (event, each.id, json.dumps(body), state.clock.seconds()),
        )


def _hooks(state: State) -> list[Record]:
    return [
        each
        for each in state.records.listed("webhook_endpoint", account=PLATFORM)[::-1]
        if each["status"] == "enabled"
    ]


def _destinations(state: State, payload: str) -> list[Record]:
    found = state.records.listed(
        "v2.core.event_destination", where={"event_payload": payload, "status": "enabled"}
    )
    return found[::-1]


def _wants(hook: Record, kind: str, account: str) -> bool:
    """An endpoint hears of the platform or of connected accounts; ours by command hear both."""
    meant = hook.aside.get("hears") or ("connected" if hook.aside.get("connect") else "platform")
    told = "platform" if account == PLATFORM else "connected"
    return meant in (told, "both") and not {"*", kind}.isdisjoint(hook["enabled_events"])


def _hears(destination: Record, kind: str, account: str) -> bool:
    origin = "@self" if account == PLATFORM else "@accounts"
    # Events about recipients are the platform's own as well: it made them.
    listens = destination["events_from"] or ["@self"]
    own = origin in listens or kind.startswith("v2.")
    return own and not {"*", kind}.isdisjoint(destination["enabled_events"])
