"""How far apart the lowest and the highest of several rates lie: intervals of it, from groups' counts."""
