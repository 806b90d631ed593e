"""A believable demo: invented agencies, and a year of answers that the same seed makes again."""
