"""`python -m fundstelle`."""

from __future__ import annotations

from fundstelle.main import run

if __name__ == "__main__":
    run()
