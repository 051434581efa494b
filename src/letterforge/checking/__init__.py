"""Check: tree x model -> findings, before there are any data; and how findings are reported."""
