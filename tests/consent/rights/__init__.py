"""What performers and compliance do with consent that was given."""
