"""The window: device and ui brought together."""
