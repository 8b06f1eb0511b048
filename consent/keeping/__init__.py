"""The rights ledger kept by this application: where its keys are, who signs, what starts."""
