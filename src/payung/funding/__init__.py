"""Who pays: funding lines with a ceiling, and what each source may pay.

In: the funding and policy of a programme's document. Out: FundingLines, Policy answers, ceilings in the ledger, and
what one person costs each line by the law of each month (`contribution`). Gate: a blocked source is refused with its
basis; months outside a line's year need carry_over.
"""
