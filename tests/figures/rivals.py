"""How others link records of people by names, dates and places, as their own guides set them up: recordlinkage and Splink.

Both are given what ours is given, and neither the government number. Splink learns without labels; where a threshold must be
chosen, it is also given the one that suits it best, chosen by looking at the truth.
"""

from __future__ import annotations

import logging
import warnings
from typing import Any

Pairs = set[frozenset[str]]
_BLOCKED = ("given_name", "surname", "date_of_birth", "postcode", "suburb")
_SPLINK_THRESHOLDS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)


def pairs_of(index: Any) -> Pairs:
    return {frozenset(pair) for pair in index}


def compared(left: Any, right: Any | None) -> Any:
    """The comparison of recordlinkage's guide to FEBRL, on the union of its usual blocks."""
    import recordlinkage

    indexer = recordlinkage.Index()
    for column in _BLOCKED:
        indexer.block(column)
    candidates = indexer.index(left) if right is None else indexer.index(left, right)
    compare = recordlinkage.Compare()
    for column in ("given_name", "surname", "suburb"):
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("date_of_birth", "postcode", "state"):
        compare.exact(column, column, label=column)
    compare.string("address_1", "address_1", method="levenshtein", threshold=0.85, label="address_1")
    return compare.compute(candidates, left) if right is None else compare.compute(candidates, left, right)


def recordlinkage_found(left: Any, right: Any | None) -> dict[str, Pairs]:
    """By the rule of its guide (more than three of seven agree), and by its two classifiers that need no labels."""
    import recordlinkage

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        features = compared(left, right)
        return {
            "recordlinkage, its guide's rule": pairs_of(features[features.sum(axis=1) > 3].index),
            "recordlinkage, ECM": pairs_of(recordlinkage.ECMClassifier().fit_predict((features > 0).astype(int))),
            "recordlinkage, k-means": pairs_of(recordlinkage.KMeansClassifier().fit_predict(features)),
        }


def splink_found(left: Any, right: Any | None) -> dict[float, Pairs]:
    """What Splink links at each threshold of its match probability, trained by expectation maximisation."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only" if right is None else "link_only",
        unique_id_column_name="rec_id",
        comparisons=[
            compare.NameComparison("given_name"),
            compare.NameComparison("surname"),
            compare.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
            ),
            compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            compare.JaroWinklerAtThresholds("address_1", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("suburb", [1, 2]).configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("state"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"), block_on("date_of_birth"), block_on("given_name", "postcode"),
            block_on("surname", "postcode"), block_on("street_number", "suburb"), block_on("address_1"),
            block_on("postcode", "suburb"),
        ],
    )  # fmt: skip
    frames = [database.register(frame.reset_index()) for frame in ([left] if right is None else [left, right])]
    linker = Linker(frames[0] if right is None else frames, settings)
    sure = [
        block_on("date_of_birth", "given_name"), block_on("surname", "given_name", "postcode"),
        block_on("address_1", "suburb", "date_of_birth"),
    ]  # fmt: skip
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in ("date_of_birth", "postcode"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    predicted = linker.inference.predict(threshold_match_probability=min(_SPLINK_THRESHOLDS)).as_pandas_dataframe()
    return {
        threshold: pairs_of(
            predicted.loc[predicted.match_probability >= threshold, ["rec_id_l", "rec_id_r"]].itertuples(index=False)
        )
        for threshold in _SPLINK_THRESHOLDS
    }
