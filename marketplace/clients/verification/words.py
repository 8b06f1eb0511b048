"""What can be seen of an organisation."""

from enum import StrEnum


class Paper(StrEnum):
    REGISTER_EXTRACT = "register_extract"
    TAX_REGISTRATION = "tax_registration"
    PROOF_OF_ADDRESS = "proof_of_address"
    AUTHORITY_TO_SIGN = "authority_to_sign"


LABELS = (
    (Paper.REGISTER_EXTRACT, "Extract of a public register"),
    (Paper.TAX_REGISTRATION, "Tax registration"),
    (Paper.PROOF_OF_ADDRESS, "Proof of its address"),
    (Paper.AUTHORITY_TO_SIGN, "That its owner may sign for it"),
)
