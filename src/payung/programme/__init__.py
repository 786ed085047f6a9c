"""A programme: its government, legal bases, agreement, waves and criteria."""
