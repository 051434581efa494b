"""Tables with the data of a letter in each row: read, matched with the fields of a model, and checked before any letter."""
