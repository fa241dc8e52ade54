"""Working papers in the window: chosen, then printed or saved."""
