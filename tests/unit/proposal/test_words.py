from dte_exporter.proposal.words import words


def test_words_are_found_in_every_style_of_name() -> None:
    """Snake, camel, spaces and abbreviations."""
    assert words("y_pred") == {"y", "pred"}
    assert words("predictedClass") == {"predicted", "class"}
    assert words("Customer ID2") == {"customer", "id", "2"}
    assert words("URLOfID") == {"url", "of", "id"}
