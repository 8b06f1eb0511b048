"""What slices above answer for somebody who is deactivated. Filled in `assembly`."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor

when_deactivated: tuple[Callable[[Session, UUID, Actor], None], ...] = ()
"""Each is a step, for the person with this id."""
