"""What every section of the settings is. Not: sections."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

FROZEN = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, validate_default=False)


class Section(BaseModel):
    """One [section]; every field has a default and a description of one line."""

    model_config = FROZEN
