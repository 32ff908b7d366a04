"""Dates in text: a grammar over word classes that yields TIMEX3 values."""
