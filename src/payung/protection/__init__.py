"""The book of protection: who is covered in which month, by ids only.

In: months bought by credited payments. Out: `covered_until`, the last covered month and whether it is our own; of
another government's cover nobody learns more. Facts have no states and no gate.
"""
