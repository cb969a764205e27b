"""The trail: who did what to which thing, when, as whom, and what changed."""
