"""The rules of a roster by what they look at; `payung.roster.checks` puts them together."""
