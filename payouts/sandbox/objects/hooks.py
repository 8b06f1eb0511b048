"""Where events are sent: webhook endpoints, and event destinations of the second generation."""

import secrets

from payouts.sandbox.call import Call, metadata
from payouts.sandbox.clock import written
from payouts.sandbox.contract import VERSION
from payouts.sandbox.events import ping
from payouts.sandbox.listing import page, second_page
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

ENDPOINT, DESTINATION = "webhook_endpoint", "v2.core.event_destination"
_ADDRESS, _SECRET = "webhook_endpoint.url", "webhook_endpoint.signing_secret"
BY_COMMAND = {"snapshot": "we_by_command", "thin": "ed_by_command"}


def by_command(state: State, payload: str, url: str, secret: str) -> None:
    """The address that was given when the stand-in was started: it hears everything."""
    name = BY_COMMAND[payload]
    before = state.records.find(name)
    if before:
        state.records.remove(before)
    if not url:
        return
    if payload == "thin":
        fields = {
            "id": name,
            "enabled_events": ["*"],
            "event_payload": "thin",
            "events_from": ["@self", "@accounts"],
            "name": "By command",
            "status": "enabled",
        }
        state.records.add(DESTINATION, "ed", fields, aside={"url": url, "secret": secret})
    else:
        state.records.add(
            ENDPOINT,
            "we",
            {"id": name, "url": url, "enabled_events": ["*"], "status": "enabled"},
            aside={"secret": secret, "hears": "both", "url": url},
        )


def _create(call: Call) -> Document:
    params, secret = call.params, f"whsec_{secrets.token_hex(16)}"
    endpoint = call.state.records.add(
        ENDPOINT,
        "we",
        {
            "api_version": params.get("api_version") or VERSION,
            "description": params.get("description"),
            "enabled_events": params["enabled_events"],
            "metadata": metadata(params.get("metadata")),
            "status": "enabled",
            "url": params["url"],
        },
        aside={"secret": secret, "connect": params.get("connect", False), "url": params["url"]},
    )
    # Its secret is shown once.
    return {**endpoint.document, "secret": secret}


def _update(call: Call) -> Document:
    endpoint, params = call.named(ENDPOINT), call.params
    changed: Document = {
        name: params[name] for name in ("url", "enabled_events", "description") if name in params
    }
    if "disabled" in params:
        changed["status"] = "disabled" if params["disabled"] else "enabled"
    endpoint.aside["url"] = changed.get("url", endpoint["url"])
    joined = metadata(params.get("metadata"), endpoint["metadata"])
    return call.state.records.save(endpoint, **changed, metadata=joined).document


def _delete(call: Call) -> Document:
    endpoint = call.named(ENDPOINT)
    call.state.records.remove(endpoint)
    return {**endpoint.document, "deleted": True}


def _retrieve(call: Call) -> Document:
    return call.named(ENDPOINT).document


def _list(call: Call) -> Document:
    return page(call, ENDPOINT, "/v1/webhook_endpoints")


def _create_destination(call: Call) -> Document:
    params = call.params
    if params["type"] != "webhook_endpoint" or "webhook_endpoint" not in params:
        raise invalid("This stand-in sends to webhook endpoints only.", param="type")
    url = params["webhook_endpoint"]["url"]
    at = written(call.state.clock.seconds())
    destination = call.state.records.add(
        DESTINATION,
        "ed",
        {
            "description": params.get("description", ""),
            "enabled_events": params["enabled_events"],
            "event_payload": params["event_payload"],
            "events_from": params.get("events_from", ["@self"]),
            "metadata": metadata(params.get("metadata")),
            "name": params["name"],
            "snapshot_api_version": params.get("snapshot_api_version"),
            "status": "enabled",
            "type": "webhook_endpoint",
            "updated": at,
        },
        aside={"url": url, "secret": f"whsec_{secrets.token_hex(16)}"},
    )
    return _shown(destination, params.get("include", []))


def _shown(destination: Record, include: list[str]) -> Document:
    """Address and secret only for those who ask."""
    shown: Document = {"url": None, "signing_secret": None}
    if _ADDRESS in include:
        shown["url"] = destination.aside["url"]
    if _SECRET in include:
        shown["signing_secret"] = destination.aside["secret"]
    return {**destination.document, "webhook_endpoint": shown}


def _retrieve_destination(call: Call) -> Document:
    return _shown(call.named(DESTINATION), call.params.get("include", []))


def _update_destination(call: Call) -> Document:
    destination, params = call.named(DESTINATION), call.params
    changed = {
        name: params[name] for name in ("description", "enabled_events", "name") if name in params
    }
    if "webhook_endpoint" in params:
        destination.aside["url"] = params["webhook_endpoint"]["url"]
    joined = metadata(params.get("metadata"), destination["metadata"])
    at = written(call.state.clock.seconds())
    call.state.records.save(destination, **changed, metadata=joined, updated=at)
    return _shown(destination, params.get("include", []))


def _delete_destination(call: Call) -> Document:
    destination = call.named(DESTINATION)
    call.state.records.remove(destination)
    return {"id": destination.id, "object": DESTINATION, "deleted": True}


def _list_destinations(call: Call) -> Document:
    found = call.state.records.listed(DESTINATION)
    include = call.params.get("include", [])
    shown = [_shown(each, include) for each in found]
    return second_page(call, "/v2/core/event_destinations", shown)


def _ping(call: Call) -> Document:
    return ping(call.state, call.named(DESTINATION)).document


OPERATIONS = {
    "post /v1/webhook_endpoints": _create,
    "get /v1/webhook_endpoints": _list,
    "get /v1/webhook_endpoints/{webhook_endpoint}": _retrieve,
    "post /v1/webhook_endpoints/{webhook_endpoint}": _update,
    "delete /v1/webhook_endpoints/{webhook_endpoint}": _delete,
    "post /v2/core/event_destinations": _create_destination,
    "get /v2/core/event_destinations": _list_destinations,
    "get /v2/core/event_destinations/{id}": _retrieve_destination,
    "post /v2/core/event_destinations/{id}": _update_destination,
    "delete /v2/core/event_destinations/{id}": _delete_destination,
    "post /v2/core/event_destinations/{id}/ping": _ping,
}
