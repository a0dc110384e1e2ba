"""How sure intervals are to be, a parameter of every check that tells intervals."""

from typing import Annotated

from pydantic import Field

Confidence = Annotated[
    float, Field(gt=0.5, lt=1, description="The share of data sets whose interval holds the true value.")
]
