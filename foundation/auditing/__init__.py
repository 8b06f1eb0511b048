"""Reading the audit: who did what, for those who may ask, and asking is itself audited."""
