"""The explorer page: the tables as one HTML file a browser opens without asking anything of any other place."""
