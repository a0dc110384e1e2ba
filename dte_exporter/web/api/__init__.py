"""The API: typed answers, and the document that describes them, from the same declarations."""
