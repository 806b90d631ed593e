"""Fact tables: what the jobs write and the pages read."""
