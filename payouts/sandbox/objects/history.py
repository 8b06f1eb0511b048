"""Events, read again later: for 30 days."""

import json
from collections.abc import Sequence

from payouts.sandbox.call import Call
from payouts.sandbox.clock import DAY_S
from payouts.sandbox.events import SNAPSHOT, THIN
from payouts.sandbox.listing import created_within, page, second_page
from payouts.sandbox.refusals import Document

_KEPT_S = 30 * DAY_S
_KINDS = ("type", "types")


def _list(call: Call) -> Document:
    kinds = call.params.get("types") or ([call.params["type"]] if "type" in call.params else [])
    return page(call, SNAPSHOT, "/v1/events", only=[_recent(call), *_of(kinds)], heard=_KINDS)


def _recent(call: Call) -> tuple[str, object]:
    return "created >= ?", call.state.clock.seconds() - _KEPT_S


def _of(kinds: Sequence[str]) -> list[tuple[str, object]]:
    """Any of these kinds; `payout.*` is all that begin so."""
    if not kinds:
        return []
    patterns = json.dumps([each.replace("[", "[[]") for each in kinds])
    matching = (
        "exists (select 1 from json_each(?) where json_extract(document, '$.type') glob value)"
    )
    return [(matching, patterns)]


def _retrieve(call: Call) -> Document:
    return call.named(SNAPSHOT).document


def _list_thin(call: Call) -> Document:
    params = call.params
    conditions = [
        _recent(call),
        *created_within(params.get("created")),
        *_of(params.get("types", [])),
    ]
    if "object_id" in params:
        conditions.append(("json_extract(aside, '$.object') = ?", params["object_id"]))
    found = call.state.records.listed(THIN, and_also=conditions)
    return second_page(call, "/v2/core/events", [each.document for each in found])


def _retrieve_thin(call: Call) -> Document:
    return call.named(THIN).document


OPERATIONS = {
    "get /v1/events": _list,
    "get /v1/events/{id}": _retrieve,
    "get /v2/core/events": _list_thin,
    "get /v2/core/events/{id}": _retrieve_thin,
}
