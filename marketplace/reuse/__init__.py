"""Using again: what was recorded is wanted for a further use, a longer time or another client. Each
performer is asked, and paid."""
