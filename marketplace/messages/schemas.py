"""What people type in a conversation. Shape only: rules live in actions."""

from foundation.forms import Form, words

TEXT_MOST = 5_000
REASON_MOST = 2_000


class WriteForm(Form):
    text = words(TEXT_MOST, "Write something first.")


class ReportForm(Form):
    reason = words(REASON_MOST, "Say what is wrong with it.")
