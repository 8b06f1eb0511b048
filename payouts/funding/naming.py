"""Which refund at Stripe a posting is about: for whoever lays both books side by side."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from payouts.funding.models import GivingBack
from payouts.journal.models import PostingKey

GIVEN_BACK = "given-back:"


def named(session: Session, groups: Collection[UUID]) -> Mapping[UUID, str]:
    """For `reconciliation.asking.named_in`: by the id of their group, the refund."""
    keys = select(PostingKey.id, PostingKey.key).where(
        among(session, PostingKey.id, groups), PostingKey.key.startswith(GIVEN_BACK)
    )
    about = {UUID(key.removeprefix(GIVEN_BACK)): group for group, key in session.execute(keys)}
    rows = select(GivingBack.id, GivingBack.refund_id).where(
        among(session, GivingBack.id, about), GivingBack.refund_id.is_not(None)
    )
    return {about[id_]: str(refund) for id_, refund in session.execute(rows)}
