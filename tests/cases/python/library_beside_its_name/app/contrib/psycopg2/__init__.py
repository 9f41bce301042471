"""What this program adds to the driver."""
NAME = "nope"  # expect: undefined-column
