"""Two people, tags or services made one, and parted again."""
