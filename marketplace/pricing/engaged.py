"""An engagement with the terms that were accepted: what all its work is priced by."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.casting.models import Engagement
from marketplace.requests.content import SceneContent
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Part


@dataclass(frozen=True, slots=True)
class Engaged:
    engagement: Engagement
    content: SceneContent

    @property
    def pay(self) -> Pay:
        return self.content.pay

    @property
    def part(self) -> Part:
        return next(
            part for part in self.content.brief.parts if part.key == self.engagement.part_key
        )


def engaged(session: Session, ids: Sequence[UUID]) -> dict[UUID, Engaged]:
    """By the engagement's id."""
    rows = session.scalars(select(Engagement).where(Engagement.id.in_(ids)))
    return {row.id: Engaged(row, SceneContent.read(row.terms)) for row in rows}
