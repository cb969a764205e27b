"""Signed files: made, read and judged by eIDAS and ETSI formats; knows nothing of schools or people."""
