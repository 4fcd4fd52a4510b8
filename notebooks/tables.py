"""The tables and results the command line wrote, as data frames and dictionaries."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pyarrow as pa

plt.style.use(Path(__file__).with_name("calm.mplstyle"))

BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8A8A8A"


def read(folder, name):
    """The table `name` that `lostedge analyze --output folder` wrote."""
    with pa.memory_map(f"{folder}/tables/{name}.arrow") as file:
        return pa.ipc.open_file(file).read_all().to_pandas()


def runs(folder):
    """What `lostedge simulate --runs N --output folder` wrote."""
    return json.loads(Path(folder, "runs.json").read_text(encoding="utf-8"))


def wilson(hits, trials, z=1.959964):
    """Share of hits with its 95 % interval: (share, low, high). Wilson, JASA 22 (1927) 209."""
    share = hits / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * (share * (1 - share) / trials + z * z / (4 * trials**2)) ** 0.5
    return share, max(0.0, middle - half), min(1.0, middle + half)
