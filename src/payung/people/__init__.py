"""Accepted rows become people and dated sightings; what is doubtful waits for a person to decide.

In: roster rows that were accepted. Out: a person behind every sighting, and doubtful pairs. States of a pair:
undecided, same, different; the latest decision counts. Gate: `actions.decide_pair`.
"""
