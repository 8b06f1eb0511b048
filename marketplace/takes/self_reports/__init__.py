"""What a performer says of themselves after a booking: what they felt, and whether it was safe."""
