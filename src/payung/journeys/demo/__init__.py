"""Example rosters: real places, people invented from a seed, and the messes of real life planted at known rates."""
