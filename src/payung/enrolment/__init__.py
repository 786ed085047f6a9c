"""The insurer is told who is on the decree, and answers with member numbers.

In: the list of a running programme that is taken over. Out: `Membership` (person, KPJ, paid-through), facts that are
followed by another; covered months in the book of protection. Gate: a conflict of KPJ waits for the officer.
"""
