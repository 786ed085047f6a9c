"""Payung: subsidised social insurance for vulnerable workers, from a village roster to a family that was paid."""
