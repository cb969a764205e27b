"""Learner × company × mentor × period: what everything hangs on."""
