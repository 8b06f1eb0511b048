"""Pages of objects: cursors, filters, newest first."""

from collections.abc import Sequence
from urllib.parse import urlencode

from payouts.sandbox.call import Call
from payouts.sandbox.clock import read
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, invalid

_COMPARED = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_ALWAYS = ("created", "ending_before", "expand", "limit", "starting_after")
_MOST = 100


def page(  # noqa: PLR0913 - each is one thing that a list can be asked.
    call: Call,
    kind: str,
    url: str,
    *,
    filters: Sequence[str] = (),
    account: str | None = None,
    where: Document | None = None,
    only: Sequence[tuple[str, object]] = (),
    heard: Sequence[str] = (),
) -> Document:
    """What the parameters ask for. `filters` are fields that are compared as given, `only` are
    conditions on the row itself, and what they were made of has been `heard`."""
    params = call.params
    _refuse_unheard(params, [*filters, *heard])
    most = _limit(params)
    wanted = {name: params[name] for name in filters if name in params} | (where or {})
    conditions = [*created_within(params.get("created")), *only]
    backwards = "ending_before" in params
    if "starting_after" in params:
        conditions.append(("sequence < ?", _place(call, kind, "starting_after")))
    if backwards:
        conditions.append(("sequence > ?", _place(call, kind, "ending_before")))
    found = call.state.records.listed(
        kind,
        account=call.account if account is None else account,
        where=wanted,
        and_also=conditions,
        most=-1 if backwards else most + 1,
    )
    shown = found[-most:] if backwards else found[:most]
    return listed(url, shown, more=len(found) > most)


def listed(url: str, records: Sequence[Record], *, more: bool = False) -> Document:
    return {
        "object": "list",
        "url": url,
        "data": [each.document for each in records],
        "has_more": more,
    }


def between(name: str, bounds: object) -> list[tuple[str, object]]:
    """The condition that a range parameter sets for a number in the object."""
    field = f"json_extract(document, '$.{name}')"
    if isinstance(bounds, dict):
        return [(f"{field} {_COMPARED[how]} ?", int(limit)) for how, limit in bounds.items()]
    return [] if bounds is None else [(f"{field} = ?", bounds)]


def _refuse_unheard(params: Document, heard: Sequence[str]) -> None:
    """A filter that did nothing would answer another question than was asked."""
    unheard = sorted(params.keys() - {*_ALWAYS, *heard})
    if unheard:
        said = f"This stand-in does not filter by {unheard[0]}."
        raise invalid(said, "not_in_the_stand_in", param=unheard[0])


def _limit(params: Document) -> int:
    most = int(params.get("limit", 10))
    if not 1 <= most <= _MOST:
        said = f"limit must be between 1 and {_MOST}."
        raise invalid(said, "parameter_invalid_integer", param="limit")
    return most


def _place(call: Call, kind: str, name: str) -> int:
    call.state.records.get(kind, call.params[name])
    return call.state.records.place_of(call.params[name]) or 0


def created_within(bounds: object) -> list[tuple[str, object]]:
    if bounds is None:
        return []
    if isinstance(bounds, dict):
        return [(f"created {_COMPARED[name]} ?", _seconds(limit)) for name, limit in bounds.items()]
    return [("created = ?", int(str(bounds)))]


def _seconds(limit: object) -> float:
    """The second generation writes instants as text."""
    return read(limit) if isinstance(limit, str) else float(str(limit))


def second_page(call: Call, path: str, found: Sequence[Document]) -> Document:
    """A page of the second generation of the API: the next one is an address to follow."""
    most, start = int(call.params.get("limit", 20)), int(call.params.get("page", 0))
    further = None
    if len(found) > start + most:
        asked = {**call.params, "page": start + most}
        further = f"{path}?{urlencode(_flat(asked))}"
    return {
        "data": list(found[start : start + most]),
        "next_page_url": further,
        "previous_page_url": None,
    }


def _flat(params: Document) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = []
    for name, value in params.items():
        if isinstance(value, list):
            pairs += [(f"{name}[{at}]", each) for at, each in enumerate(value)]
        elif isinstance(value, dict):
            pairs += [(f"{name}[{key}]", each) for key, each in value.items()]
        else:
            pairs.append((name, str(value).lower() if isinstance(value, bool) else value))
    return pairs
