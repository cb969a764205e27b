"""The house tests: what keeps the architecture as it is drawn in app/HOUSE.md."""
