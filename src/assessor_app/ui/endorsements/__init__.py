"""Endorsements of forms in the settings: those that credentials have inside, another one, one less."""
