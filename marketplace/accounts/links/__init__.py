"""Links that we mail: whoever opens one has shown that they read that mailbox."""
