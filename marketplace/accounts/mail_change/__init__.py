"""Moving an account to another email address, with a word from both."""
