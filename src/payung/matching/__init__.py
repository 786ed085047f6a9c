"""What others know of the candidates: lists go out to the civil registry, the insurer and others, answers come in.

In: people whom law and criteria admit, replies of any shape. Out: for each person what each source said and when
(`queries.told`), which eligibility takes into account; proofs of a person by file name (`actions.attach`). States of
a person towards a source: not asked, asked, answered. Gate: a programme may require answers before its decree.
"""
