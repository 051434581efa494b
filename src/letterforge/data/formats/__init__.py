"""The formats of data files, a file each, which is found by itself.

Every reader keeps each scalar as the text that somebody wrote: ``NO`` is not False, ``01234`` keeps its zero, and the
model decides what is a date. What is no file of its format is refused with a place, and never quoted.
"""
