"""The sentence for each code of a KnownError: what is wrong, where, and what to do."""
