"""Whether somebody may take a slot now: each rule refuses with its own sentence."""

from sqlalchemy.orm import Session

from marketplace.campaigns import describing, matching
from marketplace.campaigns.cells import campaign_of, content_of, key_of, quota_of
from marketplace.campaigns.errors import (
    CampaignHasEnded,
    CellIsFull,
    EnoughOfYou,
    NotSaidOfYourself,
    NotYourLanguage,
    PilotFirst,
    SlotIsTaken,
)
from marketplace.campaigns.filling import fill_of
from marketplace.campaigns.queries import Listed
from marketplace.casting.models import Engagement
from marketplace.gigs.models import Gig, GigState, GigWindDown
from marketplace.requests.campaigns import Campaign, Quota

LIVING = frozenset((GigState.OPEN, GigState.PAUSED))


def refuse(session: Session, listed: Listed, gig: Gig, engagement: Engagement) -> None:
    """Raises one of this slice's conflicts."""
    slot = listed.slot
    campaign = campaign_of(content_of(session, gig))
    quota = quota_of(campaign, slot.cell)
    ends = session.get(GigWindDown, gig.id)
    if gig.state not in LIVING or (ends and slot.starts_at.date() > ends.last_day):
        raise CampaignHasEnded
    if not listed.free or not matching.suits(session, listed, engagement.performer_id):
        raise SlotIsTaken
    if not matching.speaks(session, engagement.performer_id, quota.language):
        raise NotYourLanguage
    _refuse_group(session, gig, quota, engagement)
    if matching.minutes_left(session, engagement) < slot.minutes:
        raise EnoughOfYou(matching.most_minutes(engagement))
    _refuse_full(session, gig, campaign, quota, slot.minutes)


def _refuse_group(session: Session, gig: Gig, quota: Quota, engagement: Engagement) -> None:
    said = describing.said(session, gig.id, engagement.performer_id)
    if quota.group and quota.group not in said:
        raise NotSaidOfYourself


def _refuse_full(
    session: Session, gig: Gig, campaign: Campaign, quota: Quota, minutes: int
) -> None:
    fill = fill_of(session, gig.id, campaign)
    if not any(each.lacking for each in fill.cells if each.key == key_of(quota)):
        raise CellIsFull
    waits = fill.pilot_minutes and not fill.pilot_approved
    if waits and fill.booked + fill.recorded + minutes > fill.pilot_minutes:
        raise PilotFirst
