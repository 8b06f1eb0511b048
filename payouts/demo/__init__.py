"""The demo's money: paid in, paid out, sent back, disputed, through the stand-in for Stripe."""
