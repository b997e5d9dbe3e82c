"""The desk without a window: words and rules, storage, services, lists in and figures out."""
