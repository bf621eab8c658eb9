"""What every entry of a rule book says of itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scored_society.base.grounds import Grounded, Reference

HIGHEST_SCORE = 2047
"""Scores are kept in eleven bits."""


class Strict(BaseModel):
    """A section in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Told(Grounded):
    """An entry of the rule book: what the text claims, in which voice, and what scholarship says."""

    number: Annotated[int, Field(ge=1, le=250)]
    claim: str | None = None
    """The words of the source text, verbatim; null where the text is silent."""
    added: str | None = None
    """Why the entry is there although the text is silent."""
    voice: Literal["fact", "praise"] | None = None
    record: Literal["documented", "local", "disputed", "contradicted", "no rule found"] | None = None
    record_reference: Reference | None = None

    @model_validator(mode="after")
    def told_or_added(self) -> Told:
        """Ask for a voice where there is a claim."""
        if self.claim is not None and self.voice is None:
            raise ValueError("an entry with a claim needs a voice (fact or praise)")
        return self
