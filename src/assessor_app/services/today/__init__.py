"""What is to do now, read in one go."""
