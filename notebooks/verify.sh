#!/bin/sh
# Makes target/venv from requirements.txt if need be, and hands over to run.py.
cd "$(dirname "$0")" || exit 1

refuse() {
    echo "notebooks: $1; -Dnotebooks.skip leaves the notebooks out" >&2
    exit 1
}

python=${PYTHON:-python3}
"$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    refuse "Python 3.11 or newer with venv is needed, '$python' is not (PYTHON names another)"

mkdir -p target
if ! cmp -s requirements.txt target/venv/requirements.txt; then
    rm -rf target/venv
    "$python" -m venv target/venv || refuse "no virtual environment could be made"
    target/venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt >target/pip.log 2>&1 ||
        refuse "pip could not install requirements.txt, see notebooks/target/pip.log"
    cp requirements.txt target/venv/
fi
exec target/venv/bin/python run.py "$@"
