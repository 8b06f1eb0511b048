"""The sentences that explain an entry to a person, with its opening and without.

`{field}` is the field as people read it; what stands in square brackets is left out where a field
of it is missing. `{day}` is the entry's own day, `{amount}` an amount with its currency. What
somebody wrote in their own words stands in quotation marks, so that nobody takes it for ours.
"""

from consent.ledger.entries import EntryType

_TERMS = (
    "{uses} {limits}[ Prices of optional uses, in minor units of {currency}: {prices}.]"
    "[ Royalty, in hundredths of a percent: {royalty_basis_points}.]"
    "[ Renewal costs {renewal_fee_minor} minor units of {currency}.]"
    "[ Lawful basis: {lawful_basis}.][ After death: {post_mortem}.]"
)
_GRANT = "for recording {recording} under agreement {agreement}"

CLOSED: dict[EntryType, str] = {
    EntryType.AGREEMENT_SIGNED: "On {day}, an agreement was signed.",
    EntryType.CONSENT_GIVEN: "On {day}, consent was given.",
    EntryType.CONSENT_REFUSED: "On {day}, consent was refused.",
    EntryType.CONSENT_NARROWED: "On {day}, consent was narrowed.",
    EntryType.CONSENT_RENEWED: "On {day}, consent was renewed.",
    EntryType.CONSENT_SUSPENDED: "On {day}, consent was suspended.",
    EntryType.CONSENT_RESUMED: "On {day}, a suspension was lifted.",
    EntryType.CONSENT_WITHDRAWN: "On {day}, consent was withdrawn.",
    EntryType.CONSENT_EXPIRED: "On {day}, it was recorded that consent had expired.",
    EntryType.CONSENT_TERMINATED: "On {day}, consent was terminated.",
    EntryType.CONSENT_INVALIDATED: "On {day}, consent was found never to have been valid.",
    EntryType.RECORDING_REGISTERED: "On {day}, a recording was registered.",
    EntryType.TAKE_ACCEPTED: "On {day}, a take was accepted.",
    EntryType.TAKE_REJECTED: "On {day}, a take was rejected.",
    EntryType.HOURS_APPROVED: "On {day}, hours of work were approved.",
    EntryType.EARNING_PAID: "On {day}, an earning was paid.",
    EntryType.EARNING_RETURNED: "On {day}, a payment came back.",
    EntryType.DELIVERY_MADE: "On {day}, a copy was handed to a client.",
    EntryType.RECALL_OPENED: "On {day}, a holder was told to stop using its copy.",
    EntryType.RECALL_ATTESTED: "On {day}, a holder attested what it did with its copy.",
    EntryType.LICENCE_SIGNED: "On {day}, a client signed its licence.",
    EntryType.LICENCE_EXTENDED: "On {day}, a client's licence was extended.",
    EntryType.USE_REPORTED: "On {day}, a client reported its uses.",
    EntryType.MEDIA_DESTROYED: "On {day}, media were destroyed.",
    EntryType.ERASURE_PERFORMED: "On {day}, the private content of this thread was erased.",
    EntryType.KEY_ROTATED: "On {day}, the log began to sign with another key.",
    EntryType.CORRECTION: "On {day}, an earlier entry was corrected.",
}
"""All that can be said while an entry's opening is not there."""

OPENED: dict[EntryType, str] = {
    EntryType.AGREEMENT_SIGNED: (
        "On {at}, performer {person} signed agreement {agreement} for {signature}"
        "[ with client {client}][, engagement {engagement}], shown in {locale} since {shown_at},"
        " accepted by {method}"
        "[; represented by: {representation}][; hash of the signed document: {document}]."
    ),
    EntryType.CONSENT_GIVEN: f"On {{at}}, performer {{person}} gave consent {_GRANT}. {_TERMS}",
    EntryType.CONSENT_REFUSED: (
        f'On {{at}}, performer {{person}} refused consent {_GRANT}[, saying: "{{reason}}"].'
    ),
    EntryType.CONSENT_NARROWED: (
        f"On {{at}}, performer {{person}} narrowed the consent {_GRANT}. {_TERMS}"
    ),
    EntryType.CONSENT_RENEWED: (
        f"On {{at}}, performer {{person}} renewed the consent {_GRANT}. {_TERMS}"
    ),
    EntryType.CONSENT_SUSPENDED: (
        f"On {{at}}, the consent of performer {{person}} {_GRANT} was suspended; cause: {{cause}}"
        "[; only for: {uses}][; only for clients: {clients}][; until the end of {until}]."
    ),
    EntryType.CONSENT_RESUMED: (
        f"On {{at}}, the suspension of the consent of performer {{person}} {_GRANT}"
        " was lifted; cause had been: {cause}."
    ),
    EntryType.CONSENT_WITHDRAWN: (
        f'On {{at}}, performer {{person}} withdrew the consent {_GRANT}[, saying: "{{reason}}"].'
    ),
    EntryType.CONSENT_EXPIRED: (
        f"On {{at}}, it was recorded that the consent of performer {{person}} {_GRANT}"
        " had expired at the end of {ended_on}."
    ),
    EntryType.CONSENT_TERMINATED: (
        "On {at}, consent was terminated[ for recording {recording}][ under agreement {agreement}]"
        '[ of licence {licence}], by {person} or for this person; cause: {cause}[: "{reason}"].'
    ),
    EntryType.CONSENT_INVALIDATED: (
        f"On {{at}}, the consent of performer {{person}} {_GRANT} was found never to have been"
        ' valid; flaw: {flaw}: "{reason}".'
    ),
    EntryType.RECORDING_REGISTERED: (
        f"On {{at}}, a performance by {{person}} was registered {_GRANT}[, of take {{take}}];"
        " hash of the file: {sha256}."
    ),
    EntryType.TAKE_ACCEPTED: (
        f"On {{at}}, take {{take}} with performer {{person}} was accepted {_GRANT}."
    ),
    EntryType.TAKE_REJECTED: (
        f"On {{at}}, take {{take}} with performer {{person}} was rejected {_GRANT};"
        ' cause: {cause}[: "{reason}"].'
    ),
    EntryType.HOURS_APPROVED: (
        "On {at}, {minutes} minutes of performer {person} on {worked_on} under agreement"
        " {agreement} were approved, worth {amount}[; booking {booking}]."
    ),
    EntryType.EARNING_PAID: (
        "On {at}, performer {person} was paid {amount} under agreement {agreement}, earning"
        " {earning}, payout {payout}[, for recording {recording}]."
    ),
    EntryType.EARNING_RETURNED: (
        "On {at}, the payment of {amount} to performer {person} under agreement {agreement},"
        ' earning {earning}, payout {payout}[, for recording {recording}], came back: "{reason}".'
    ),
    EntryType.DELIVERY_MADE: (
        "On {at}, a copy of recording {recording} with performer {person} under agreement"
        " {agreement} was handed to client {client}[ for recipient {recipient}] in delivery"
        " {delivery}, to be used for: {uses}[; end product: {end_product}][; models: {models}]"
        "[; class of model: {model_class}][; territories: {territories}][; processed in: {regions}]"
        "[; subjects: {subjects}][; hash of the manifest: {manifest}]."
    ),
    EntryType.RECALL_OPENED: (
        "On {at}, client {client}[ for recipient {recipient}] was told to stop using recording"
        " {recording} of performer {person} under agreement {agreement}, and to attest it by"
        " {due_on}; cause: {cause}; recall {recall}."
    ),
    EntryType.RECALL_ATTESTED: (
        "On {at}, client {client}[ for recipient {recipient}] attested to recall {recall} of"
        " recording {recording} of performer {person} under agreement {agreement}: {answer}"
        "[; hashes of the files: {files}]."
    ),
    EntryType.LICENCE_SIGNED: (
        "On {at}, {person} signed licence {licence} for client {client}"
        f"[; hash of the signed document: {{document}}]. {_TERMS}"
    ),
    EntryType.LICENCE_EXTENDED: (
        "On {at}, {person} extended licence {licence} for client {client}"
        f"[; hash of the signed document: {{document}}]. {_TERMS}"
    ),
    EntryType.USE_REPORTED: (
        "On {at}, client {client}[ for recipient {recipient}] reported, by {person} or about this"
        " person, from {from_on} to {to_on}: {uses}[; recording {recording}]"
        "[; agreement {agreement}][; licence {licence}][; models: {models}]"
        '[; trained on version {dataset_version} of dataset "{dataset_name}" ({dataset}) from'
        " delivery {delivery}, up to {cut_off}][; hash of the choice: {choice}]"
        "[; hash of the signed report: {document}]."
    ),
    EntryType.MEDIA_DESTROYED: (
        "On {at}, media of recording {recording} of performer {person}[ under agreement"
        " {agreement}] were destroyed: {media}; cause: {cause}[; hashes of the files: {files}]."
    ),
    EntryType.CORRECTION: (
        'On {at}, entry number {corrects} of this thread was corrected, about {person}: "{reason}".'
    ),
}
"""One for each type that has an opening."""

LIMITS = {
    "starts_on": "From {}.",
    "ends_on": "Until the end of {}.",
    "clients": "Only for clients: {}.",
    "recipients": "Only for recipients: {}.",
    "end_products": "Only for end products: {}.",
    "prohibited_subjects": "Not with subjects: {}.",
    "models": "Only for models: {}.",
    "model_classes": "Only for classes of model: {}.",
    "territories": "Only in: {}.",
    "media": "Only in media: {}.",
    "storage_regions": "Stored only in: {}.",
    "processing_regions": "Processed only in: {}.",
    "identifiability": "The performer may be: {}.",
    "exclusivity": "The right is: {}.",
    "included_retakes": "Retakes included: {}.",
}
USES = {
    "allowed": "Allowed: {}.",
    "constrained": "Allowed as far as the limits say: {}.",
    "not_allowed": "Not allowed: {}.",
    "rest": "Everything else is not allowed.",
}
