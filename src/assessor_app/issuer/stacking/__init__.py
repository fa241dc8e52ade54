"""Qualifications at the issuer: who holds what they are made of, and the word of a person who awards them."""
