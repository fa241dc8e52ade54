"""Evidence in the window: taken, shown, played, taken out and put back."""
