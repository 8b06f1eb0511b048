"""Reading what another may read: observers, by a performer's will or opened by compliance."""
