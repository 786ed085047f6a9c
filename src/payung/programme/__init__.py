"""A programme: its government, legal bases, agreement, waves and criteria.

In: the values of programme.yaml (`document`, contradictions in `checks`). Out: Programme, its Waves with their
villages, and a Version for every content taken over. State: the seed of the draw is open until the first roster is
accepted, then frozen. Gate: whoever writes the file decides; later stages read it from here alone.
"""
