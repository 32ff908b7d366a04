"""Persons, organisations and places of an article, from the names in its text."""
