"""The laws of the house, held by tests: floors, texts, wiring, package, docs."""
