"""The school room."""
