"""What the program was at when it ended without being closed."""
