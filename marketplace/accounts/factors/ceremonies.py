"""What WebAuthn asks of a browser and how its answers are checked. Only this module knows how."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from marketplace.accounts.factors.errors import WrongPasskey

Answer = dict[str, Any]
_MALFORMED = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError)
"""All that the library and we meet in an answer that was not made by a browser."""


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Where passkeys are good: a browser gives them to this host only."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int


def creation_options(
    party: RelyingParty, challenge: bytes, owner: UUID, email: str, known: list[bytes]
) -> dict[str, Any]:
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name="Fairtake",
        user_id=owner.bytes,
        user_name=email,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            # Kept on the device and opened by finger, face or PIN: so it is both factors at once.
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return options_to_json_dict(options)


def request_options(party: RelyingParty, challenge: bytes, known: list[bytes]) -> dict[str, Any]:
    """Without `known`, the device offers whichever of its passkeys are for us."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def checked_new(answer: Answer, challenge: bytes, party: RelyingParty) -> NewPasskey:
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except _MALFORMED:
        raise WrongPasskey from None
    return NewPasskey(found.credential_id, found.credential_public_key, found.sign_count)


def checked_count(answer: Answer, challenge: bytes, party: RelyingParty, public_key: bytes) -> int:
    """How often the device says it has signed. Whether that went forward is the caller's to say."""
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _MALFORMED:
        raise WrongPasskey from None
    return found.new_sign_count


def credential_of(answer: Answer) -> bytes:
    try:
        return base64url_to_bytes(answer["rawId"])
    except _MALFORMED:
        raise WrongPasskey from None


def owner_in(answer: Answer) -> UUID | None:
    """Whom the device thinks it speaks for, where it says so."""
    try:
        handle = answer["response"].get("userHandle")
        return UUID(bytes=base64url_to_bytes(handle)) if handle else None
    except _MALFORMED:
        raise WrongPasskey from None
