"""The real program, killed and stopped at awkward moments, against the playground."""
