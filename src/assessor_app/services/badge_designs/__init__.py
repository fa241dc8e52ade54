"""The designs of badges: chosen by a person, kept by version, in force for what is issued afterwards."""
