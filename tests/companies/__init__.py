"""The company room."""
