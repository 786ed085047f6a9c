"""The one thing every "no" has in common: a sentence a person can act on."""


class Refusal(Exception):
    """Something may not or cannot happen; `str()` is the Indonesian sentence that says what, where and what to do.

    Doorways (the command line, a page) show the sentence and nothing else. It never holds a NIK or a name.
    """
