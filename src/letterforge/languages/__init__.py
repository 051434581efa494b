"""All that belongs to a language: a file for each, found by itself, and CLDR for those that have none.

A file of a language holds one record, `Language`: how it writes dates and lists, how it is read in data files, and by
which words a text says that something is still to be filled in.
"""
