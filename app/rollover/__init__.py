"""From one school year to the next: the year, the groups, the learners, the placements that go on."""
