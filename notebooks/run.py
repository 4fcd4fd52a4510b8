"""Makes the notebooks' data with the command line, executes every notebook, compares what it prints.

    python run.py             fail if a notebook fails or prints anything but what is committed
    python run.py --update    keep the new outputs instead
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = HERE / "target" / "data"
COMMAND = ROOT / "analysis" / "target" / "lostedge" / "bin" / "lostedge"

RECORDINGS = {
    "lost-edges": ROOT / "data/recordings/alpha-lost-edges-csd-debug.tar.xz",
    "nothing-lost": ROOT / "data/recordings/alpha-poll-nothing-lost.tar.xz",
    "es47": DATA / "es47-recording",
}
VARIANTS = [
    "es47-4-git-stock",
    "es47-4-git-patch-1",
    "es47-4-git-resend",
    "es47-4-git-patch-2",
    "es47-4-git",
    "tsunami-4-git",
]


def scenario(name):
    return ROOT / "data/scenarios" / f"{name}.json"


def lostedge(*arguments):
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"notebooks: lostedge {arguments[0]} failed: {done.stderr.strip()}")


def make_data():
    if not COMMAND.exists():
        sys.exit(f"notebooks: {COMMAND} is missing; mvn package makes it")
    DATA.mkdir(parents=True, exist_ok=True)
    lostedge("simulate", scenario("es47-4-git"), "--duration", "6s", "--output", RECORDINGS["es47"])
    for name, recording in RECORDINGS.items():
        lostedge("analyze", recording, "--output", DATA / name)
    for name in VARIANTS:
        lostedge("simulate", scenario(name), "--runs", 8, "--duration", "40s", "--output", DATA / "runs" / name)


def printed(notebook):
    """What each code cell printed, as words; images and their names left out."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            text = ""
            for output in cell.outputs:
                if output.output_type == "stream":
                    text += output.text
                elif "image/png" not in output.get("data", {}):
                    text += output.get("data", {}).get("text/plain", "")
            cells.append(text.split())
    return cells


def difference(committed, executed):
    """The first place where the outputs differ, or None."""
    before, after = printed(committed), printed(executed)
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
            return f"code cell {number}: committed '{' '.join(old[at:at + 6])}', now '{' '.join(new[at:at + 6])}'"
    return None


def execute(path, update):
    """Executes one notebook; returns what is wrong with it, or None."""
    committed = nbformat.read(path, as_version=4)
    executed = nbformat.read(path, as_version=4)
    client = NotebookClient(
        executed,
        timeout=300,
        record_timing=False,
        kernel_name="python3",
        extra_arguments=["--log-level=40"],
        resources={"metadata": {"path": str(HERE)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue}"
    finally:
        kept = HERE / "target" / "executed" / path.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(executed, kept)
    if update:
        executed.metadata = {"kernelspec": committed.metadata["kernelspec"], "language_info": {"name": "python"}}
        nbformat.write(executed, path)
        return None
    return difference(committed, executed)


def main():
    arguments = argparse.ArgumentParser(description="Execute the notebooks and compare what they print.")
    arguments.add_argument("--update", action="store_true", help="keep the new outputs")
    arguments.add_argument("--keep-data", action="store_true", help="use the data of the last run")
    options = arguments.parse_args()
    os.environ.pop("LOSTEDGE_TABLES", None)
    os.environ["PYTHONHASHSEED"] = "0"
    if not options.keep_data:
        make_data()
    wrong = 0
    for path in sorted(HERE.glob("[0-9]*.ipynb")):
        problem = execute(path, options.update)
        print(f"notebooks: {path.name}: {problem or 'ok'}", flush=True)
        wrong += problem is not None
    if wrong:
        sys.exit(f"notebooks: {wrong} failed; if the new numbers are right, keep them with notebooks/verify.sh --update")


if __name__ == "__main__":
    main()
