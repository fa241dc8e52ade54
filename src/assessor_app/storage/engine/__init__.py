"""The engine of the encrypted store: one database file, its keys, its lock, its copies. It knows no table of ours."""
