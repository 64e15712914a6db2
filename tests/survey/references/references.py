"""Reference values by pandas, scipy and pingouin; what khlang's statistics are compared with.

    python -m venv /tmp/references && /tmp/references/bin/pip install pingouin statsmodels
    cd tests/survey/references && /tmp/references/bin/python references.py

Writes answers.csv (made up here, from a seed: six levels, a reversed item, answers left out), anes96.csv (public domain,
from statsmodels; anes96.R reads it) and python.json. Versions stand in python.json.
"""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from scipy import stats

TURNED = "q4"
LEVELS = 6


def made_up() -> pd.DataFrame:
    """150 respondents, two questions on who they are, six items that have something in common."""
    rng = np.random.default_rng(2569)
    bent = rng.normal(0, 1, 150)
    frame = pd.DataFrame(
        {"sex": rng.choice(["f", "m"], 150), "post": rng.choice(["a", "b", "c"], 150, p=[0.5, 0.3, 0.2])}
    )
    for i in range(1, 7):
        level = np.clip(np.round(3.8 + 0.7 * bent + (frame["post"] == "a") * 0.6 + rng.normal(0, 1, 150)), 1, LEVELS)
        level = LEVELS + 1 - level if f"q{i}" == TURNED else level
        frame[f"q{i}"] = pd.array(np.where(rng.random(150) < 0.03, np.nan, level), dtype="Int64")
    return frame


def described(values: pd.Series) -> dict:
    """n, mean, S.D. and the 95 % interval of the mean."""
    x = values.dropna().astype(float)
    low, high = stats.t.interval(0.95, len(x) - 1, loc=x.mean(), scale=stats.sem(x))
    return {"n": len(x), "mean": x.mean(), "sd": x.std(ddof=1), "interval": [low, high]}


def of_made_up(frame: pd.DataFrame) -> dict:
    """Everything that a report says of the made-up answers."""
    items = [f"q{i}" for i in range(1, 7)]
    scored = frame[items].astype("Float64")
    scored[TURNED] = LEVELS + 1 - scored[TURNED]
    complete = scored.dropna().astype(float)
    own = complete.mean(axis=1)
    sex, post = frame.loc[complete.index, "sex"], frame.loc[complete.index, "post"]
    welch = stats.ttest_ind(own[sex == "f"], own[sex == "m"], equal_var=False)
    checked = pingouin.ttest(own[sex == "f"], own[sex == "m"], correction=True)
    assert abs(checked.filter(regex="^p").iloc[0, 0] - welch.pvalue) < 1e-9
    anova = stats.f_oneway(*(own[post == one] for one in "abc"))
    table = pingouin.anova(data=pd.DataFrame({"own": own, "post": post}), dv="own", between="post", effsize="n2")
    return {
        "items": {item: described(scored[item]) for item in items},
        "all": described(own),
        "by_post": {one: described(own[post == one]) for one in "abc"},
        "alpha": pingouin.cronbach_alpha(data=complete)[0],
        "sex": {
            "t": welch.statistic,
            "freedom": welch.df,
            "p": welch.pvalue,
            "d": pingouin.compute_effsize(own[sex == "f"], own[sex == "m"], eftype="cohen"),
        },
        "post": {"F": anova.statistic, "p": anova.pvalue, "eta2": float(table["n2"].iloc[0])},
    }


def of_pingouin() -> dict:
    """pingouin's data set cronbach_alpha: 15 respondents, 10 items, seven levels. Only its sums are kept."""
    wide = pingouin.read_dataset("cronbach_alpha").pivot(index="Subj", columns="Items", values="Scores")
    totals = wide.sum(axis=1)
    n = len(wide)
    return {
        "n": n,
        "levels": 7,
        "counts": [[int((wide[item] == level).sum()) for level in range(1, 8)] for item in wide],
        "total": int(totals.sum()),
        "squares": int((totals**2).sum()),
        "item_spread": int(sum(n * (wide[item] ** 2).sum() - wide[item].sum() ** 2 for item in wide)),
        "alpha": pingouin.cronbach_alpha(data=wide)[0],
        "items": [described(wide[item]) for item in wide],
    }


def main() -> None:
    here = Path(__file__).parent
    frame = made_up()
    frame.to_csv(here / "answers.csv", index=False)
    voters = sm.datasets.anes96.load_pandas().data[["selfLR", "ClinLR", "DoleLR", "vote"]].astype(int)
    voters.to_csv(here / "anes96.csv", index=False)
    packages = {name: version(name) for name in ("numpy", "pandas", "scipy", "pingouin", "statsmodels")}
    found = {
        "made_by": {"script": "tests/survey/references/references.py", "python": platform.python_version(), **packages},
        "answers": of_made_up(frame),
        "pingouin": of_pingouin(),
    }
    (here / "python.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
