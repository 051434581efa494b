"""What waits to be filled in a text: one module for each way in which people leave a place open.

Every rule reads a passage in time that grows with its length. None of them knows what kind of file it came from, but for
what the reader says of parts of it (`passages.Nature`).
"""
