"""What the exporter says of data whose truth is known: how often intervals hold it, how often alarms are false."""
