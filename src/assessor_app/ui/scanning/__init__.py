"""Codes that a hand scanner types, or a camera sees."""
