"""Where results go beyond the scrape."""
