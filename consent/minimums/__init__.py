"""What a performer would agree to, said once: their standing minimums and limits."""
