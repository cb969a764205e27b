"""The trusted lists that the portal has imported, and its own anchors."""
