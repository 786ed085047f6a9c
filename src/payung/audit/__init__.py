"""Who did what and when: every write is an action, every action an event, every event sealed in a chain."""
