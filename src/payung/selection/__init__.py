"""Seats that quota and money allow, in a published order, and a waiting list."""
