"""What an office would write without us: `pandas.read_excel` and `to_sql`, nothing understood, nobody matched.

`python -m tests.bench.peer LIST DATABASE`
"""

from __future__ import annotations

import sys

import pandas
from sqlalchemy import create_engine


def main(path: str, address: str) -> None:
    """Reads and inserts."""
    frame = pandas.read_excel(path)
    engine = create_engine(f"sqlite:///{address}")
    frame.to_sql("list", engine, index=False)
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
