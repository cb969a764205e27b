"""Schools, their programmes, groups, learners and school years."""
