"""Badges of learners and staff: printed, and ended when lost."""
