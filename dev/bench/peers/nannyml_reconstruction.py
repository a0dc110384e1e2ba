"""Print NannyML's reconstruction error of the Adult census: the numbers that a contract test compares with ours.

NannyML's pins would spoil the project's lock, so it runs in an environment of its own:

    uv venv /tmp/nannyml --python 3.11
    uv pip install --python /tmp/nannyml nannyml==0.13.1 statsmodels
    NML_DISABLE_USAGE_LOGGING=1 /tmp/nannyml/bin/python dev/bench/peers/nannyml_reconstruction.py
"""

import warnings
from pathlib import Path

import nannyml  # type: ignore[import-not-found]  # in an environment of its own
import pandas as pd

ADULT = Path(__file__).parents[3] / "tests/data/adult.parquet"
COLUMNS = ["age", "workclass", "education", "occupation", "race", "sex", "capital_gain", "hours_per_week"]


def main() -> None:
    """Learn those who went to school for nine years or more, and print the error of these and of the others.

    Hours are missing where the age is a multiple of seven. Work and occupation are missing in places as they are, and
    no level of education is in both windows.
    """
    warnings.simplefilter("ignore")
    people = pd.read_parquet(ADULT)
    people["hours_per_week"] = people["hours_per_week"].where(people["age"] % 7 != 0).astype(float)
    people[COLUMNS] = people[COLUMNS].replace({None: float("nan")})
    learnt = people["education_num"] >= 9
    for explained in (0.65, 0.9):
        calculator = nannyml.DataReconstructionDriftCalculator(COLUMNS, n_components=explained, chunk_number=1)
        calculator.fit(people[learnt].reset_index(drop=True))
        found = calculator.calculate(people[~learnt].reset_index(drop=True)).to_df()
        print(explained, *(repr(float(one)) for one in found[("reconstruction_error", "value")]))


if __name__ == "__main__":
    main()
