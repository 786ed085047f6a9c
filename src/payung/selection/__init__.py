"""Seats that quota and money allow, in a published order, and a waiting list.

In: the eligible of a wave (`eligibility.queries.candidates`), quotas, funding lines. Out: Seat facts, each with its
sentence (`sentences`), and reserved money. States of a person in a wave: selected, held (doubtful pair), waiting,
released. The rules are in docs/decisions/0008. Gate: the list is approved before a decree is drafted from it.
"""
