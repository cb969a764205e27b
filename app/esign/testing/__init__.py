"""A certification authority of our own for tests and the demo; TESTA stands in every subject it makes."""
