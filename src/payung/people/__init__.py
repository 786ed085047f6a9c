"""Accepted rows become people and dated sightings; what is doubtful waits for a person to decide."""
