"""The pages elsewhere that ours point to: where, and whether they are still there."""
