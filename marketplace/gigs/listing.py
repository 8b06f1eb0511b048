"""What lists show of a gig and find it by, kept in step with it in the same transaction."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.planned import Planned
from foundation import hooks
from foundation.clock import now
from marketplace.gigs.indexing import index_new, reindex
from marketplace.gigs.models import Gig, GigListing, GigState
from marketplace.gigs.paying import effective_hourly
from marketplace.gigs.terms import terms_of
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion
from marketplace.requests.words import Named


def list_gig(session: Session, gig: Gig, content: SceneContent, plans: list[Planned]) -> None:
    terms = _terms(session, gig, content)
    shown = shown_of(content, plans)
    index_new(session, GigListing(gig_id=gig.id, terms=terms, listed=bool(terms), **shown))


def relist(session: Session, gig: Gig, content: SceneContent, plans: list[Planned]) -> None:
    listing = listing_of(session, gig)
    for name, value in shown_of(content, plans).items():
        setattr(listing, name, value)
    reindex(session, listing, _terms(session, gig, content))


def follow_state(session: Session, gig: Gig) -> None:
    """Found while it is open and can be applied for; its place in the list stays its own."""
    content = session.get_one(RequestVersion, gig.version_id).scene()
    reindex(session, listing_of(session, gig), _terms(session, gig, content))


def listing_of(session: Session, gig: Gig) -> GigListing:
    return session.scalars(select(GigListing).where(GigListing.gig_id == gig.id)).one()


def shown_of(content: SceneContent, plans: list[Planned]) -> dict[str, Any]:
    usage = content.usage
    return {
        "sector": usage.sector if usage.client is Named.SEALED else "",
        "end_product": usage.end_product,
        "months": max((plan.months for plan in plans), default=0),
        "effective_hourly_minor": effective_hourly(content).amount_minor,
        "earns_again": any(earns_again(plan) for plan in plans),
    }


def earns_again(plan: Planned) -> bool:
    return bool(plan.royalty_basis_points or plan.renewal_fee_minor)


def _terms(session: Session, gig: Gig, content: SceneContent) -> str:
    if gig.state is not GigState.OPEN or gig.apply_by < now().date():
        return ""
    named = content.usage.client is Named.NAMED
    names = hooks.names(session, [gig.client_id]) if named else {}
    return terms_of(gig, content, names.get(gig.client_id, ""))
