"""Gives each column at most one field and each field at most one column, so that the sum of the scores is the greatest.

The Hungarian method in the form of successive shortest paths with potentials (Kuhn 1955, Jonker and Volgenant 1987):
after each row the matching is optimal for the rows so far, because the potentials keep every reduced cost at zero or
above and the path that is added is a shortest one. Cost: the fewer squared times the more; fields are some forty, and a broken
file may have thousands of columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def assign(scores: Sequence[Sequence[float]], least: float) -> dict[int, int]:
    """The columns of the matrix by row, for the pairs of the best assignment that score at least `least`.

    `scores[row][column]` is 0 or above. Pairs below `least` count as nothing, so that they cannot displace one that counts.
    """
    height, width = len(scores), len(scores[0]) if scores else 0
    if not width:
        return {}
    if height > width:
        return {row: column for column, row in assign(list(zip(*scores, strict=True)), least).items()}
    # As many blind columns as rows: a row may stay without a partner at no cost.
    costs = [[-score if score >= least else 0.0 for score in row] + [0.0] * height for row in scores]
    row_of = _matched(costs, height, width + height)
    return {row: column for column, row in enumerate(row_of[:width]) if row >= 0 and scores[row][column] >= least}


def _matched(costs: list[list[float]], height: int, width: int) -> list[int]:
    """The row given to each column (-1 for none), at the least total cost."""
    row_price = [0.0] * height
    column_price = [0.0] * width
    row_of = [-1] * width
    for start in range(height):
        row_of = _with_row(start, costs, row_of, row_price, column_price)
    return row_of


def _with_row(
    start: int, costs: list[list[float]], row_of: list[int], row_price: list[float], column_price: list[float]
) -> list[int]:
    width = len(row_of)
    distance = [inf] * width
    came_from = [-1] * width
    done = [False] * width
    row, column, reached = start, -1, 0.0
    while True:
        for other in range(width):
            if not done[other]:
                step = reached + costs[row][other] - row_price[row] - column_price[other]
                if step < distance[other]:
                    distance[other], came_from[other] = step, column
        column = min((other for other in range(width) if not done[other]), key=distance.__getitem__)
        done[column] = True
        reached = distance[column]
        row = row_of[column]
        if row < 0:
            break
    row_price[start] += reached
    for other in range(width):
        if done[other]:
            if row_of[other] >= 0:
                row_price[row_of[other]] += reached - distance[other]
            column_price[other] += distance[other] - reached
    while came_from[column] >= 0:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
    row_of[column] = start
    return row_of
