"""What happens to profiles by themselves."""

from datetime import timedelta

from sqlalchemy import select

from foundation.database import transaction
from foundation.jobs import Job, Lease
from marketplace.profiles.listing.indexing import list_profile
from marketplace.profiles.listing.models import ProfileListing
from marketplace.profiles.models import Profile

_AT_ONCE = 500


def list_profiles(lease: Lease) -> str:
    """Those that were saved before there was a search."""
    listed = select(ProfileListing.performer_id)
    missing = select(Profile).where(Profile.performer_id.not_in(listed))
    with transaction() as session:
        lease.confirm(session)
        found = session.scalars(missing.order_by(Profile.changed_at).limit(_AT_ONCE)).all()
        for profile in found:
            list_profile(session, profile)
    return f"{len(found)} listed"


JOBS = (Job("profiles.list", list_profiles, timedelta(hours=1)),)
