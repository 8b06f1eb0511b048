"""What programs send and read about taxes. There is no field for a tax number, as on no page."""

from marshmallow import Schema, fields, validate

from foundation.api.shapes import Body, Whole, words
from payouts.taxes.models import Form, FormState
from payouts.taxes.passing_models import PassingState, Period
from payouts.taxes.saying import countries
from payouts.taxes.schemas import A_LINE_OF_60, NOT_OF_A_PERSON
from payouts.taxes.thresholds import TaxClass

_LARGEST = 10_000_000_000


class TaxKindSchema(Schema):
    kind = fields.String(required=True, metadata={"description": "Of the facts, such as `take`."})
    amount_minor = fields.Integer(required=True)


class TaxTotalSchema(Schema):
    currency = fields.String(required=True)
    amount_minor = fields.Integer(
        required=True,
        metadata={"description": "Paid less returned, by the day of the payment, before taxes."},
    )
    withheld_minor = fields.Integer(required=True)
    kinds = fields.List(fields.Nested(TaxKindSchema), required=True)


class TaxStandingSchema(Schema):
    country = fields.String(
        required=True, allow_none=True, metadata={"description": "Their word; none: not said."}
    )
    us_person = fields.Boolean(required=True, allow_none=True)
    form = fields.Enum(Form, by_value=True, required=True, allow_none=True)
    form_state = fields.Enum(
        FormState,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "Of the newest form. The form itself is with Stripe."},
    )
    has_form = fields.Boolean(
        required=True, metadata={"description": "Stripe has the form that their word asks for."}
    )


class TaxYearOfOneSchema(Schema):
    year = fields.Integer(required=True)
    totals = fields.List(fields.Nested(TaxTotalSchema), required=True)


class OwnTaxesSchema(TaxStandingSchema):
    years = fields.List(fields.Nested(TaxYearOfOneSchema), required=True)


class PayeeTaxesSchema(OwnTaxesSchema):
    performer_id = fields.UUID(required=True)


class PayeeTaxYearSchema(TaxStandingSchema):
    performer_id = fields.UUID(required=True)
    totals = fields.List(fields.Nested(TaxTotalSchema), required=True)
    reported = fields.List(
        fields.Enum(TaxClass, by_value=True),
        required=True,
        metadata={"description": "Of what the year's sum must be reported; of US persons only."},
    )


class TaxSumSchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class TaxPassedOnYearSchema(Schema):
    """In US cents."""

    withheld_minor = fields.Integer(required=True)
    noted_minor = fields.Integer(required=True)
    proposed_minor = fields.Integer(required=True)
    left_minor = fields.Integer(
        required=True,
        metadata={
            "description": "What may still be noted. Below nothing: the tax office has too much."
        },
    )


class TaxYearSchema(Schema):
    year = fields.Integer(required=True)
    payees = fields.Integer(required=True)
    paid = fields.List(fields.Nested(TaxSumSchema), required=True)
    withheld = fields.List(fields.Nested(TaxSumSchema), required=True)
    reported = fields.Integer(
        required=True, metadata={"description": "US persons whose sum must be reported."}
    )
    missing = fields.Integer(
        required=True, metadata={"description": "Whose sum is large enough, without a form."}
    )
    passed_on = fields.Nested(TaxPassedOnYearSchema, required=True)


class TaxPaymentSchema(Schema):
    id = fields.UUID(required=True)
    year = fields.Integer(required=True)
    period = fields.Enum(Period, by_value=True, required=True)
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    paid_on = fields.Date(required=True)
    reference = fields.String(required=True)
    state = fields.Enum(PassingState, by_value=True, required=True)
    needs_second = fields.Boolean(required=True)
    noted_by = fields.UUID(required=True)
    approved_by = fields.UUID(required=True, allow_none=True)
    ended_by = fields.UUID(required=True, allow_none=True)
    because = fields.String(required=True, metadata={"description": "Why it was taken back."})
    noted_at = fields.AwareDateTime(required=True)
    changed_at = fields.AwareDateTime(required=True)


class TaxStatusSchema(Body):
    country = fields.String(
        required=True, validate=validate.OneOf([code for code, _ in countries()])
    )
    us_person = fields.Boolean(required=True, truthy={True}, falsy={False})


class TaxFormNoteSchema(Body):
    state = fields.Enum(FormState, by_value=True, required=True)


class NewTaxPaymentSchema(Body):
    """Of US dollars: nothing else is withheld."""

    amount_minor = Whole(required=True, validate=validate.Range(1, _LARGEST))
    period = fields.Enum(Period, by_value=True, required=True)
    paid_on = fields.Date(required=True)
    reference = fields.String(
        required=True,
        validate=validate.Regexp(
            f"{NOT_OF_A_PERSON}{A_LINE_OF_60}",
            error="Write the tax office's reference, up to 60 letters, and no number of a person.",
        ),
        metadata={"description": "The tax office's; never a number of a person."},
    )


class TaxTakingBackSchema(Body):
    because = words(500)
