"""Where a number in a text starts and ends that is no part of a longer number, of a word or of a decimal."""

STARTS = r"(?<!\w)(?<!\d[.,/])(?<!\w[+-])"
ENDS = r"(?!\w)(?![.,/]\d)(?![+-]\w)"
