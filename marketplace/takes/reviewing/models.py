"""What was said of a take and by whom; who is at it now; whom a client lets judge for it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from marketplace.profiles.words import Emotion
from marketplace.takes.codes import Code


class TakeVerdict(StrEnum):
    ACCEPT = "accept"
    RETAKE = "retake"
    REJECT = "reject"


class TakeReview(Base):
    """One person's opinion. What they wrote about people stands apart, in `TakeNote`."""

    __tablename__ = "marketplace_take_review"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), index=True)
    reviewer_id: Mapped[UUID] = mapped_column(index=True)
    verdict: Mapped[TakeVerdict]
    overall: Mapped[int]
    """1 to 5, as on every line of the rubric."""
    code: Mapped[Code | None] = mapped_column(default=None)
    first_ms: Mapped[int | None] = mapped_column(default=None)
    last_ms: Mapped[int | None] = mapped_column(default=None)
    """The span: of an acceptance all that is accepted, of a rejection where it shows."""
    bonus: Mapped[bool] = mapped_column(default=False)
    """Whether what the bonus is for was reached."""
    blind: Mapped[bool] = mapped_column(default=False)
    """A second opinion, given without seeing the first; it decides nothing."""
    at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(TakeReview.__table__)


class BeatScore(Base):
    """One beat of a take, in one person's opinion. What the performers felt is never here."""

    __tablename__ = "marketplace_beat_score"

    review_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_take_review.id"), primary_key=True
    )
    beat: Mapped[int] = mapped_column(primary_key=True)
    """From 1, as the brief counts them."""
    portrayed: Mapped[str]
    """What the brief asks to be played, by its own word for it."""
    perceived: Mapped[Emotion]
    """What the reviewer saw or heard."""
    reached: Mapped[int]
    in_character: Mapped[int]
    same_character: Mapped[int]
    listening: Mapped[int]


append_only(BeatScore.__table__)


class TakeNote(Base):
    """Words that go with a review or an appeal; erased with the person whom they are about."""

    __tablename__ = "marketplace_take_note"

    about_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The review, the appeal, or the decision of the appeal."""
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), index=True)
    author_id: Mapped[UUID]
    text: Mapped[str]


class TakeClaim(Base):
    """Somebody is at this take until then, so that two do not do the same work."""

    __tablename__ = "marketplace_take_claim"

    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), primary_key=True)
    reviewer_id: Mapped[UUID]
    until: Mapped[datetime]


class TakeReminder(Base):
    """That those who judge were reminded, so many hours before the take is accepted by itself."""

    __tablename__ = "marketplace_take_reminder"

    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), primary_key=True)
    hours: Mapped[int] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
