"""The same rules in Cedar's words, its entities parsed before anything is measured."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import cedarpy

from bench.rights_rows import Given
from consent.grants.models import State
from consent.terms.bits import BIT
from consent.terms.purpose import Purpose

POLICY = """permit(principal, action == Action::"use", resource) when {
  resource.live && resource.uses.contains(context.use) &&
  (resource.accepted || context.use == "review") &&
  (resource.any_client || resource.clients.contains(principal)) &&
  resource.starts_on <= context.day && context.day <= resource.ends_on };"""
_EVERY = sum(BIT.values())


class Cedar:
    def __init__(self, by_recording: dict[UUID, list[Given]]) -> None:
        self._policies = cedarpy.PolicySet.from_str(POLICY)
        found = [_entity(each, given) for each, given in by_recording.items()]
        self._entities = cedarpy.Entities.from_json_str(json.dumps(found))

    def allows(self, request: dict[str, Any]) -> bool:
        return bool(cedarpy.is_authorized(request, self._policies, self._entities).allowed)

    def allows_each(self, requests: list[dict[str, Any]]) -> Iterator[bool]:
        """With what each answer says of its reasons, as ours has them."""
        found = cedarpy.is_authorized_batch(requests, self._policies, self._entities)
        return (bool(each.allowed) for each in found)


def request(recording: UUID, purpose: Purpose, day: date) -> dict[str, Any]:
    return {
        "principal": {"type": "Client", "id": str(purpose.client)},
        "action": {"type": "Action", "id": "use"},
        "resource": {"type": "Recording", "id": str(recording)},
        "context": {"use": purpose.use.value, "day": day.toordinal()},
    }


def _entity(recording: UUID, given: list[Given]) -> dict[str, Any]:
    uses = _EVERY
    for each in given:
        uses &= each.uses
    named = [{each.client} for each in given if each.client is not None]
    clients: Iterable[UUID] = set.intersection(*named) if named else ()
    attributes = {
        "live": all(each.state is State.GIVEN for each in given),
        "accepted": all(each.accepted for each in given),
        "uses": [use.value for use, bit in BIT.items() if uses & bit],
        "any_client": not named,
        "clients": [{"__entity": {"type": "Client", "id": str(each)}} for each in clients],
        "starts_on": max(each.starts_on for each in given).toordinal(),
        "ends_on": min(each.ends_on for each in given).toordinal(),
    }
    return {"uid": {"type": "Recording", "id": str(recording)}, "attrs": attributes, "parents": []}
