"""Beginning a request and writing it, section by section; kept as it was typed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.requests import policy, queries, starters, steps
from marketplace.requests.errors import NotInThatState, RequestNotFound, WrittenMeanwhile
from marketplace.requests.keys import keyed
from marketplace.requests.models import RequestDraft, RequestKind, SceneRequest
from marketplace.requests.sections import Section
from marketplace.requests.typed import mark


def begin_request(kind: RequestKind, *, like: str = "", actor: Actor) -> UUID:
    """Blank, or with what a starter of this name says."""
    actor.require(policy.may_begin(actor))
    typed = {name: keyed(Section(name), said) for name, said in starters.typed_of(like).items()}
    with transaction() as session:
        return begun(session, kind, typed, actor, copied_from=None)


def save_section(
    request_id: UUID, section: Section, said: Mapping[str, Any], *, seen: str, actor: Actor
) -> None:
    """As it was typed, whether or not it can be read. `seen` is the mark of what the writer had
    before them; None of what somebody else saved since is overwritten."""
    save_sections(request_id, {section: said}, seen={section: seen}, actor=actor)


def save_sections(
    request_id: UUID,
    said: Mapping[Section, Mapping[str, Any]],
    *,
    seen: Mapping[Section, str],
    actor: Actor,
) -> None:
    with transaction() as session:
        request = written(session, request_id, actor)
        draft = _locked_draft(session, request, actor)
        changed = dict(draft.typed)
        for section, new in said.items():
            there, wanted = mark(draft.typed, section), keyed(section, new)
            is_there = draft.typed.get(section.value) == wanted
            if not is_there and seen.get(section, there) != there:
                raise _meanwhile(session, draft, section)
            changed[section.value] = wanted
        if changed != draft.typed:
            draft.typed, draft.saved_by, draft.saved_at = changed, actor.id, now()
            audit.record(session, actor, "request.drafted", request.id)


def written(session: Session, request_id: UUID, actor: Actor) -> SceneRequest:
    """Somebody who may write it, while it can be written."""
    request = queries.visible(session, request_id, actor)
    actor.require(policy.may_write(actor, request))
    if request.state not in steps.WRITABLE:
        raise NotInThatState(request.state)
    return request


def begun(
    session: Session,
    kind: RequestKind,
    typed: Mapping[str, Any],
    actor: Actor,
    *,
    copied_from: UUID | None,
) -> UUID:
    client_id = actor.on_behalf_of
    if client_id is None:
        raise RequestNotFound
    request = steps.begin(session, client_id, kind, actor=actor, copied_from=copied_from)
    session.add(RequestDraft(request_id=request.id, typed=dict(typed), saved_by=actor.id))
    session.flush()
    return request.id


def _locked_draft(session: Session, request: SceneRequest, actor: Actor) -> RequestDraft:
    """The row that two who write at once queue for; made of the newest version where it is not."""
    wanted = select(RequestDraft).where(RequestDraft.request_id == request.id).with_for_update()
    found = session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        typed = dict(queries.draft_of(session, request).typed)
        found = RequestDraft(request_id=request.id, typed=typed, saved_by=actor.id)
        session.add(found)
        session.flush()
    return found


def _meanwhile(session: Session, draft: RequestDraft, section: Section) -> WrittenMeanwhile:
    name = hooks.names(session, [draft.saved_by]).get(draft.saved_by, "Somebody")
    return WrittenMeanwhile(by=name, there=dict(draft.typed.get(section.value, {})))
