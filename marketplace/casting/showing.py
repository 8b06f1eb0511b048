"""What the pages of a performer's applications show, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.casting import addresses, auditions, inviting, queries, watching
from marketplace.casting.applying import posted, still_takes
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.models import (
    Application,
    ApplicationState,
    CastingStep,
    Offer,
    OfferState,
)
from marketplace.casting.papers import paper_to_sign
from marketplace.casting.saying import DECLINED_OFFER, FOR_PERFORMERS, STEPS
from marketplace.casting.tape_models import Tape, TapeViewing
from marketplace.casting.terms import part_of
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion

_FIRST = (ApplicationState.OFFERED, ApplicationState.DRAFT)


@dataclass(frozen=True, slots=True)
class Listed:
    application: Application
    title: str
    part: str
    said: str
    due_at: datetime | None
    """Until when something of the performer's is waited for, or by when an answer is owed."""
    waits_for_me: bool
    offer_id: UUID | None = None
    """The client's open offer, to be answered."""
    declined_offer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One application, for the performer whose it is."""

    listed: Listed
    gig: Gig
    offers: Sequence[Offer]
    open_offer: Offer | None
    terms: SceneContent | None
    """Of the open offer, or of what was accepted."""
    has_address: bool
    """Of the performer: the contract names it, so signing waits for it."""
    paper_id: UUID | None
    """What to sign to accept."""
    engagement_id: UUID | None
    steps: Sequence[tuple[str, CastingStep]]
    tape: Tape | None
    viewings: Sequence[TapeViewing]

    @property
    def may_counter(self) -> bool:
        offer = self.open_offer
        return offer is not None and not self.is_own and offer.counters is None

    @property
    def is_own(self) -> bool:
        """The open terms are the performer's, and the client's turn."""
        offer = self.open_offer
        return offer is not None and offer.offered_by == offer.performer_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyPage:
    gig: Gig
    content: SceneContent
    takes: bool
    auditions_left: int | None
    """None where the posting does not price them."""
    draft: Application | None
    tape: Tape | None


def listed_of(session: Session, performer_id: UUID) -> list[Listed]:
    """What waits for the performer first, by its date; then what an answer is owed to."""
    found = [_listed(session, each) for each in queries.applications_of(session, performer_id)]
    far = now().replace(year=now().year + 50)
    return sorted(found, key=lambda each: (not each.waits_for_me, each.due_at or far))


def invitations_of(
    session: Session, performer_id: UUID
) -> list[tuple[CastingInvitation, SceneContent]]:
    """Those that can still be answered, each with what is posted."""
    found = inviting.open_to(session, performer_id)
    return [(each, posted(session, session.get_one(Gig, each.gig_id))) for each in found]


def shown(session: Session, application: Application) -> Shown:
    offers = queries.offers_of(session, application.id)
    current = next((each for each in offers if each.state is OfferState.OPEN), None)
    accepted = next((each for each in offers if each.state is OfferState.ACCEPTED), None)
    about = current or accepted
    tape = session.get(Tape, application.tape_id) if application.tape_id else None
    return Shown(
        listed=_listed(session, application),
        gig=session.get_one(Gig, application.gig_id),
        offers=offers,
        open_offer=current,
        terms=SceneContent.read(about.terms) if about else None,
        has_address=bool(addresses.read(session, application.performer_id)),
        paper_id=paper_to_sign(session, current) if current else None,
        engagement_id=accepted.engagement_id if accepted else None,
        steps=[
            (STEPS.get(each.state, each.state), each)
            for each in queries.steps_of(session, application.id)
        ],
        tape=tape,
        viewings=watching.viewings_of(session, application.id),
    )


def apply_page(session: Session, gig: Gig, part_key: str, performer_id: UUID) -> ApplyPage:
    content = posted(session, gig)
    of = Application
    wanted = select(of).where(of.gig_id == gig.id, of.performer_id == performer_id)
    drafts = [each for each in session.scalars(wanted) if part_key in ("", each.part_key)]
    draft = next((each for each in drafts if each.state is ApplicationState.DRAFT), None)
    left = content.pay.most_auditions - auditions.promised(session, gig.id)
    return ApplyPage(
        gig=gig,
        content=content,
        takes=still_takes(gig, content),
        auditions_left=max(left, 0) if content.pay.audition_minor else None,
        draft=draft,
        tape=session.get(Tape, draft.tape_id) if draft and draft.tape_id else None,
    )


def _listed(session: Session, application: Application) -> Listed:
    gig = session.get_one(Gig, application.gig_id)
    content = session.get_one(RequestVersion, application.version_id).scene()
    mine, due_at = application.state in _FIRST, application.answer_due_at
    said, offer_id = FOR_PERFORMERS[application.state], None
    declined = queries.declined_offer(session, application)
    if declined:
        said = DECLINED_OFFER
    if application.state is ApplicationState.OFFERED:
        offers = queries.offers_of(session, application.id)
        current = next((each for each in offers if each.state is OfferState.OPEN), None)
        due_at = current.expires_at if current else None
        if current and current.offered_by == application.performer_id:
            mine, said = False, "You proposed other terms. The client answers by:"
        elif current:
            offer_id = current.id
            said = "You are offered this part. Accept by signing, or answer, by:"
    return Listed(
        application=application,
        title=gig.title,
        part=part_of(content, application.part_key).name,
        said=said,
        due_at=due_at,
        waits_for_me=mine,
        offer_id=offer_id,
        declined_offer=declined,
    )
