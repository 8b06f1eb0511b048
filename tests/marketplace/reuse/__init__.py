"""Using again: priced, funded, asked, allowed, paid."""
