"""Events in text: triggers by tables, their arguments, and which of them the article reports."""
