"""Files on the disk: read with a bound, written whole, and told apart whatever they are called."""
