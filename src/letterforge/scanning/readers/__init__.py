"""What finished files say: one module for each kind of file, each with ``passages`` and ``words``.

``passages`` gives every text of a file with its place, in the order of reading; ``words`` gives only what is
printed, for the proof that a letter is whole.
"""
