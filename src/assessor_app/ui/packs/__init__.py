"""Learners' packs and credentials, saved from any page."""
