"""Text: outlets, articles, their tags and photos. Imports Django only; knows nothing of people."""
