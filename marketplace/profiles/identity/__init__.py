"""That somebody is who they say and of age: asked for, checked, and only the result kept."""
