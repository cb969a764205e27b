"""Days the learner logs and weeks the mentor approves."""
