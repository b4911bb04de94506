"""The river, one module a stage, each named after its table."""
