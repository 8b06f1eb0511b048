"""What people know papers by: what was signed for, or what it allows."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.grants.models import Grant, Right
from consent.ledger.explaining.words import Use, said
from consent.signing.models import Agreement
from consent.terms.bits import BIT
from foundation.statements import among


def papers_called(
    session: Session, grants: Sequence[Grant], rights: Mapping[UUID, Right]
) -> dict[UUID, str]:
    """By grant: what was signed for; where no paper of ours is behind it, what it allows."""
    signed = (
        select(Agreement.id, AgreementTemplate.signature)
        .join(AgreementVersion, AgreementVersion.id == Agreement.version_id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(among(session, Agreement.id, {grant.agreement_id for grant in grants}))
    )
    known = {agreement: said(signature) for agreement, signature in session.execute(signed)}
    return {
        grant.id: (known.get(grant.agreement_id) or _uses(rights[grant.id])).capitalize()
        for grant in grants
    }


def _uses(right: Right) -> str:
    found = [said(use) for use in Use if right.uses & BIT[use] and use is not Use.REVIEW]
    return ", ".join(found) or said(Use.REVIEW)
