"""Benchmarks: ours against the bare libraries below it, in one run on one machine."""
