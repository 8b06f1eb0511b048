"""What performers are asked to sign, what they were shown, and what they answered."""
