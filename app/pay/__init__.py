"""Pay instruments, insurance and funding of placements (484: 8.11, 9.8, 9.10)."""
