"""DVB portāls: work-based learning and internships from the first match to the certificate."""
