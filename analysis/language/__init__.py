"""Text -> parses: the language model, what counts as a sentence, the cache of parsed articles, the worker processes."""
