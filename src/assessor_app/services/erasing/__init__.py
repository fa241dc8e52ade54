"""Erasing what need not, or may not, be kept of learners."""
