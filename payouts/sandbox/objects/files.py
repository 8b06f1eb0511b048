"""Files that the platform sends, such as evidence for a bank: their names and sizes, not more."""

from payouts.sandbox.call import Call
from payouts.sandbox.refusals import Document, invalid

_KINDS = {"jpeg": "jpg", "jpg": "jpg", "pdf": "pdf", "png": "png"}


def _create(call: Call) -> Document:
    given = call.params["file"]
    if not isinstance(given, dict) or not given.get("size"):
        raise invalid("The file is empty.", param="file")
    name = str(given["filename"])
    kind = _KINDS.get(name.rpartition(".")[2].lower(), "")
    if call.params["purpose"] == "dispute_evidence" and not kind:
        raise invalid("Evidence is a PDF, JPEG or PNG.", param="file")
    made = call.state.records.add(
        "file",
        "file",
        {
            "filename": name,
            "purpose": call.params["purpose"],
            "size": given["size"],
            "type": kind or None,
        },
    )
    return made.document


OPERATIONS = {"post /v1/files": _create}
