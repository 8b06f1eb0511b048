"""Moving an account to another mail address, with a word from both."""
