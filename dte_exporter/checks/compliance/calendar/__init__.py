"""When something is due: the law's periods, by the holidays and the zone of the controller."""
