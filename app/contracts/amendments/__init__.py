"""Amendments of a concluded contract: what changes, from when, signed by all parties."""
