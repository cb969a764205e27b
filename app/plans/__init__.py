"""The individual plan (484: 8.1) and the share learned at the company (484: 6.1)."""
