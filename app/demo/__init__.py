"""The demo school: the cast and a year played by the real actions."""
