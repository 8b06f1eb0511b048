"""What clients sign before anything is handed to them, and what they owe from then on."""
