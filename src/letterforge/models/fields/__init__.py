"""The types that fields of a letter have, a file for each family of them.

A type is an annotation that holds all that is known of it: validators that read what data files and programs give,
with messages that never show a value; what JSON Schema says of it; and the `Leaf` of its shape, which is what the
check, the printer and blank forms go by.
"""
