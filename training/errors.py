"""What can go wrong while training."""


class TrainingError(Exception):
    """Base of all errors raised here; its text is fit for the person at the terminal."""


class CorpusError(TrainingError):
    """A corpus file is absent, altered or not in its format."""
