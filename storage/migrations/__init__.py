"""The schema as numbered SQL files, applied in order by `storage.migrator`. Holds no code."""
