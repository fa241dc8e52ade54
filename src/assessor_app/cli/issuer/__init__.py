"""`assessor-app issuer`: the central issuer's commands. Its libraries are imported when one of them runs."""
