"""Notices: what happened that concerns somebody, on a page and by mail as each person chose."""

from foundation.notices.jobs import JOBS
from foundation.notices.kinds import Delivery, Kind, register
from foundation.notices.queries import unread
from foundation.notices.telling import tell, tell_holders

__all__ = ["JOBS", "Delivery", "Kind", "register", "tell", "tell_holders", "unread"]
