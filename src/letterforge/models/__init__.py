"""What data are: `LetterData`, the field types, the shapes of models."""
