"""What stands in a tag: Jinja's syntax tree, our evaluator of it, the filters."""
