"""After the signature: what happened to a result, and what can be done about it."""
