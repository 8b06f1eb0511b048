"""A program's view of itself: who it acts for, and its owner's tokens."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_login import current_user

from foundation import api, hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.tokens import actions, queries
from marketplace.accounts.tokens.models import ApiToken
from marketplace.accounts.tokens.schemas import MeSchema, TokenSchema

READ = api.Scope("account:read", "See who the token acts for, your tokens and sign-ins")
WRITE = api.Scope("account:write", "Revoke your tokens, end your sign-ins")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_account", __name__, url_prefix="/api/v1", description="Who a token acts for, and tokens"
)


@blueprint.route("/me")
class Me(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, MeSchema)
    def get(self) -> dict[str, object]:
        """Who this token acts for

        The person, the role it acts in, and the organisation where the role is held for one.
        """
        name = hooks.names(db.session(), [current_user.account_id])[current_user.account_id]
        actor = current_actor()
        return {
            "id": actor.id,
            "name": name,
            "role": actor.role,
            "on_behalf_of": actor.on_behalf_of,
            "scopes": sorted(current_user.scopes),
        }


@blueprint.route("/tokens")
class Tokens(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TokenSchema(many=True))
    def get(self) -> list[ApiToken]:
        """Your tokens, newest first"""
        return list(queries.tokens_of(db.session(), current_user.account_id))


@blueprint.route("/tokens/<uuid:token_id>")
class Token(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, token_id: UUID) -> ResponseReturnValue:
        """Revoke a token

        It is refused from this moment on. Revoking it twice is harmless.
        """
        actions.revoke_token(token_id, actor=current_actor())
        return ""
