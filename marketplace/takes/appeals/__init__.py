"""A rejection is looked at again, by somebody who had no part in it."""
