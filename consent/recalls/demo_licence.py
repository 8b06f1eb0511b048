"""What the demo client's licence lets it be handed: without one nothing is handed over."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.licences.queries import licence_for
from foundation.clock import now


def holds(session: Session, client_id: UUID) -> bool:
    return licence_for(session, client_id, now().date()) is not None


def covered(session: Session, client_id: UUID) -> dict[str, Any]:
    """What a delivery must state to stay within the licence that holds."""
    found = licence_for(session, client_id, now().date())
    if found is None:
        return {}
    limits = found.limits
    several = {
        "models": limits.models,
        "territories": limits.territories,
        "regions": limits.storage_regions or limits.processing_regions,
    }
    stated: dict[str, Any] = {name: each[:1] for name, each in several.items() if each}
    if limits.end_products:
        stated["end_product"] = limits.end_products[0]
    if limits.model_classes:
        stated["model_class"] = limits.model_classes[0]
    return stated if limits.prohibited_subjects is None else {**stated, "subjects": ("weather",)}
