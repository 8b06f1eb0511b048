"""From application to engagement: who asks for a part, who is offered it, who accepts."""
