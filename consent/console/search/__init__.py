"""Finding grants by person, recording, client, agreement, state and day."""
