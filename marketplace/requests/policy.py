"""Who may see, write and judge scene requests."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.requests.models import RequestState, SceneRequest

_WRITERS = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_list(actor: Actor) -> bool:
    return actor.on_behalf_of is not None and actor.role in CLIENT_SIDE


def may_begin(actor: Actor) -> bool:
    return actor.on_behalf_of is not None and actor.role in _WRITERS


def may_view(actor: Actor, request: SceneRequest) -> bool:
    """Its client's people."""
    return actor.on_behalf_of == request.client_id and actor.role in CLIENT_SIDE


def may_write(actor: Actor, request: SceneRequest) -> bool:
    return actor.on_behalf_of == request.client_id and actor.role in _WRITERS


def may_judge(actor: Actor, request: SceneRequest) -> bool:
    """What nobody has submitted is its client's own, even from compliance."""
    submitted = request.state is not RequestState.DRAFT or request.approved_version_id is not None
    return Power.REVIEW_REQUESTS in actor.powers and submitted
