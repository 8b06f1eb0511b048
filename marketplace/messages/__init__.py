"""What performers and clients write to each other about their work, kept as evidence."""
