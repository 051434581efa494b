"""One command a file: its docstring is the help, and ``command`` the command."""
