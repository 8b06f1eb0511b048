"""What a request wants recordings for, in the very words in which a delivery is decided.

Posting, licence and delivery read these values and nothing else, so that they cannot differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.agreements.planned import Planned
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Answer, Signature, Use, said
from consent.licences.queries import LicensedTerms, licence_for
from consent.terms.misfits import Misfit, misfits
from consent.terms.purpose import Purpose
from foundation.two_people import VersionState
from marketplace.requests.content import SceneContent
from marketplace.requests.usage import Paper

_STATED = Misfit.CLIENTS | Misfit.END_PRODUCTS
"""What a request says itself. Models, places and subjects are said by each delivery."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper of a request, with what stands in its version."""

    paper: Paper
    name: str
    signature: Signature
    planned: Planned
    published: bool


def offered_of(session: Session, papers: Sequence[Paper]) -> list[Offered]:
    """In the request's order; a version that there is not is left out."""
    version, template = AgreementVersion, AgreementTemplate
    rows = session.execute(
        select(version, template)
        .join(template, template.id == version.template_id)
        .where(version.id.in_([paper.version_id for paper in papers]))
    )
    found = {row[0].id: (row[0], row[1]) for row in rows}
    return [
        Offered(
            paper,
            found[paper.version_id][1].name,
            found[paper.version_id][1].signature,
            Planned.read(found[paper.version_id][0].terms),
            found[paper.version_id][0].state is VersionState.PUBLISHED,
        )
        for paper in papers
        if paper.version_id in found
    ]


def purposes_of(
    client_id: UUID, content: SceneContent, plans: Iterable[Planned]
) -> tuple[Purpose, ...]:
    """One for each use that any of the papers asks for."""
    asked = {use for plan in plans for use in Use if plan.answer(use) is not Answer.NOT_ALLOWED}
    product = content.usage.end_product
    return tuple(
        Purpose(client=client_id, use=use, end_product=product) for use in Use if use in asked
    )


def beyond_papers(purposes: Iterable[Purpose], planned: Planned) -> Iterator[str]:
    limits = plain_fields(planned.limits)
    for purpose in purposes:
        asked = planned.answer(purpose.use) is not Answer.NOT_ALLOWED
        if asked and misfits(limits, purpose) & Misfit.END_PRODUCTS:
            yield f"Performers would not allow it for {say(purpose.end_product)}."


def beyond_licence(
    session: Session, client_id: UUID, purposes: Iterable[Purpose], on: date, until: date
) -> Iterator[str]:
    """Why your own licence does not cover what you ask for."""
    licence = licence_for(session, client_id, on)
    if licence is None:
        yield "Your organisation has no signed licence. Its owner signs one before anybody is cast."
        return
    if licence.ends_on < until:
        yield "Your licence ends before the last day of recording. Have it extended first."
    for purpose in purposes:
        yield from _not_licensed(licence, purpose)


def _not_licensed(licence: LicensedTerms, purpose: Purpose) -> Iterator[str]:
    if licence.uses.get(purpose.use, Answer.NOT_ALLOWED) is Answer.NOT_ALLOWED:
        yield f"Your licence does not cover {said(purpose.use)}."
    elif misfits(plain_fields(licence.limits), purpose) & _STATED:
        yield f"Your licence does not cover {say(purpose.end_product)} as an end product."


def say(word: str | None) -> str:
    return said(word or "nothing")
