"""``python -m letterforge``: the command line where its script is not on the path."""

from letterforge.cli import main

if __name__ == "__main__":
    main()
