"""The screen of the AI tools: access given to developers and startups."""
