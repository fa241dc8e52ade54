"""Assessor: practical competency assessments, offline."""

__version__ = "0.1.0"
