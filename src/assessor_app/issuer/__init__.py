"""The central issuer: a service with a store of its own, and the commands around it (extra `issuer`)."""
