"""`provenance.json`: the 22 fields of the Data Provenance Standards, of all and of each part."""

import json
from collections.abc import Iterator
from typing import Any

from consent.projections import provenance
from marketplace.deliveries.describing import measures
from marketplace.deliveries.describing.bundle import Bundle, Described, Recorded
from marketplace.deliveries.describing.saying import period

PATH = "provenance.json"
NOT_STATED = "not stated"
"""Of what nobody here knows: a guess would be taken for an answer."""


def described(bundle: Bundle) -> Described:
    whole = _whole(bundle)
    found = {**whole, "parts": [_part(each, whole) for each in _in_order(bundle)]}
    body = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    return Described(path=PATH, media_type="application/json", body=body.encode())


def _whole(bundle: Bundle) -> dict[str, Any]:
    days, kinds = period(bundle), {each.media_type for _, each, _ in bundle.media()}
    between = {"from": days[0], "to": days[-1]} if days else None
    common = provenance.fields(bundle.made_at.date(), measures.allowed(bundle), bundle.page_url)
    known = {
        **common,
        "title": f"{bundle.dataset.name}, version {bundle.version}",
        "unique_metadata_id": str(bundle.delivery),
        "issuer": bundle.issuer.name,
        "description": f"Delivery {bundle.reference} to {bundle.client.name}",
        "source_if_different_from_issuer": None,
        "data_origin_geography": NOT_STATED,
        "issue_date": bundle.made_at.date().isoformat(),
        "previous_issue_date": NOT_STATED if bundle.follows else None,
        "generation_date_range": between,
        "format": sorted(kinds),
        "consent_documentation_location": [each.status_url for each in _in_order(bundle)],
        "privacy_enhancing_technologies": [
            "pseudonyms of this client's own",
            "withheld spans are cut out",
        ],
        "processing_geography": list(bundle.issuer.regions) or NOT_STATED,
        "storage_geography": list(bundle.issuer.regions) or NOT_STATED,
        "license_to_use": {"kind": "commercial/negotiated", "location": bundle.licence_url},
    }
    return {name: known[name] for name in provenance.FIELDS}


def _part(each: Recorded, whole: dict[str, Any]) -> dict[str, Any]:
    """Of one recording: what differs from the whole."""
    found = provenance.fields(each.recorded_on, each.answers, each.status_url)
    return {
        "recording": str(each.id),
        **{name: value for name, value in found.items() if value != whole[name]},
    }


def _in_order(bundle: Bundle) -> Iterator[Recorded]:
    return iter(sorted(bundle.recordings.values(), key=lambda each: each.id))
