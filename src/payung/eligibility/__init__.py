"""Law, criteria and the book of protection say who may be protected, who not, and why.

In: people of a programme's waves and lists to compare with. Out: an outcome for each person with its reasons; a newer
one follows when an input or the law has changed. No gate: undecided pairs and unknown inputs hold people back.
"""
