"""Load: text in, template tree out. The tree with holes, the tags, and a folder for each source."""
