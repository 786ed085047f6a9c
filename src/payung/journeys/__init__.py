"""Whole journeys: read programme.yaml, let every stage pull in order, run, demo."""
