"""Data that the project has never seen: three sets of scikit-learn's, with predictions, and made-up borrowers."""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SETS = ("iris", "wine", "breast_cancer")
_FIRST = ("Ada", "Grace", "Edsger", "Barbara", "Donald", "Frances")


def write(name: str, folder: Path) -> None:
    """Write `training.csv` and `loans.csv`, the rows that came after it, of the set called `name`."""
    (_borrowers if name == "borrowers" else _of_sklearn(name))(folder)


def _of_sklearn(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        import sklearn.datasets
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import train_test_split
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        rows = getattr(sklearn.datasets, f"load_{name}")(as_frame=True).frame
        before, now = train_test_split(rows, test_size=0.5, random_state=0, stratify=rows["target"])
        model = make_pipeline(StandardScaler(), LogisticRegression()).fit(
            before.drop(columns="target"), before["target"]
        )
        for part, file in ((before, "training.csv"), (now, "loans.csv")):
            predicted = model.predict(part.drop(columns="target"))
            part.assign(prediction=predicted).to_csv(folder / file, index=False)

    return make


def _borrowers(folder: Path) -> None:
    """Write people with names, addresses and days, of whom each was judged by a model and most have paid since."""
    chance = random.Random(11)
    first = date(2026, 1, 1)
    people = [_borrower(chance, number, first + timedelta(days=number // 8)) for number in range(1_600)]
    for part, file in ((people[:800], "training.csv"), (people[800:], "loans.csv")):
        lines = [",".join(part[0]), *(",".join(map(str, one.values())) for one in part)]
        (folder / file).write_text("\n".join(lines) + "\n")


def _borrower(chance: random.Random, number: int, day: date) -> Mapping[str, Any]:
    name, probability = chance.choice(_FIRST), chance.random()
    return {
        "loan_id": f"L{number:05d}",
        "name": name,
        "email": f"{name.lower()}{number}@example.org",
        "applied_on": day.isoformat(),
        "sex": chance.choice("fm"),
        "age": chance.randint(18, 80),
        "income": round(chance.gauss(3_000, 500), 2),
        "repaid": int(chance.random() < probability),
        "approved": int(probability > 0.5),
        "probability": round(probability, 4),
    }
