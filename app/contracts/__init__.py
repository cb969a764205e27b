"""The learning contract (484: 6.3, 7, 8.4, 9)."""
