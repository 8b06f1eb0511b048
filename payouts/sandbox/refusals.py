"""What the stand-in refuses, in the shape that Stripe gives it."""

from typing import Any

Document = dict[str, Any]


class Refused(Exception):
    """An error that the caller gets as Stripe words it."""

    def __init__(
        self,
        status: int,
        kind: str,
        code: str | None,
        sentence: str,
        **more: Any,
    ) -> None:
        super().__init__(sentence)
        self.status, self.kind, self.code, self.sentence = status, kind, code, sentence
        self.more = more
        self.happened = False
        """What was done before the refusal stays done: a declined card leaves a failed charge."""

    def body(self, *, v2: bool) -> Document:
        if v2:
            kind = {} if self.kind == "invalid_request_error" else {"type": self.kind}
            return {"error": {"code": self.code or self.kind, "message": self.sentence, **kind}}
        return {
            "error": {
                "type": self.kind,
                "code": self.code,
                "message": self.sentence,
                **self.more,
            }
        }


def invalid(sentence: str, code: str | None = None, *, param: str | None = None) -> Refused:
    return Refused(400, "invalid_request_error", code, sentence, param=param)


def missing(kind: str, name: str, *, param: str = "id", status: int = 404) -> Refused:
    said = f"No such {kind.rsplit('.', 1)[-1]}: '{name}'"
    return Refused(status, "invalid_request_error", "resource_missing", said, param=param)


def no_access(account: str) -> Refused:
    said = f"The provided key does not have access to account '{account}' (or it does not exist)."
    return Refused(403, "invalid_request_error", "account_invalid", said)
