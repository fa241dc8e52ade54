"""Qualifications: micro-credentials that stack, awarded by rule and released by a person."""
