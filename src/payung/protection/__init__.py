"""The book of protection: who is covered in which month, by ids only."""
