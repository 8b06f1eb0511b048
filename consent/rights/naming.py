"""What performers know recordings and agreements by: never by an id alone."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.grants.models import Grant, Right
from consent.ledger.explaining.words import Use, said
from consent.recordings.models import Recording
from consent.signing.models import Agreement
from consent.terms.bits import BIT
from foundation import hooks
from foundation.statements import among


def titles(session: Session, recordings: Sequence[Recording]) -> dict[UUID, str]:
    """Its reference where somebody above gives it one; otherwise when and for whom it was made."""
    known = hooks.references(session, [recording.id for recording in recordings])
    clients = hooks.names(session, {recording.client_id for recording in recordings})
    return {each.id: known.get(each.id) or _title(each, clients) for each in recordings}


def _title(recording: Recording, clients: Mapping[UUID, str]) -> str:
    client = clients.get(recording.client_id, "a client")
    return f"Recording of {recording.recorded_at:%-d %B %Y} for {client}"


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
