"""What may be wrong with a whole file, and how large one may be."""

from bot.domain.errors import BadInput

SIZE_LIMIT = 20 * 1024 * 1024
ROW_LIMIT = 50_000
COLUMN_LIMIT = 500


class BadFile(BadInput):
    """A file that cannot be read.

    Codes: file-empty, file-too-large, file-too-many-rows, file-too-many-columns, file-kind (no table and no cards),
    file-broken, file-bomb (it would unpack to far more than it is), file-locked (a password), file-letters (no encoding
    fits).
    """
