"""How sure a figure is that rests on finitely many rows: intervals, tests and resampling, of counts alone."""
