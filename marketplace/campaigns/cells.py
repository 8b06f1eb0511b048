"""The cells of a campaign's grid: what a key means, in words."""

from sqlalchemy.orm import Session

from foundation.formats import language
from marketplace.campaigns.errors import CampaignNotFound, NoSuchCell
from marketplace.gigs.models import Gig
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion


def content_of(session: Session, gig: Gig) -> SceneContent:
    return session.get_one(RequestVersion, gig.version_id).scene()


def campaign_of(content: SceneContent) -> Campaign:
    """Raises CampaignNotFound: a gig with fixed parts has no slots."""
    if content.campaign is None:
        raise CampaignNotFound
    return content.campaign


def key_of(quota: Quota) -> str:
    return "/".join((quota.language, quota.begins, quota.ends, quota.group))


def quota_of(campaign: Campaign, key: str) -> Quota:
    """Raises NoSuchCell: also after a later version left it out."""
    found = next((each for each in campaign.quotas if key_of(each) == key), None)
    if found is None:
        raise NoSuchCell
    return found


def label_of(quota: Quota) -> str:
    arc = f"{quota.begins.value} to {quota.ends.value}".replace("_", " ")
    who = f", {quota.group}" if quota.group else ""
    return f"{language(quota.language)}: {arc}{who}"


def labels(campaign: Campaign) -> dict[str, str]:
    return {key_of(each): label_of(each) for each in campaign.quotas}
