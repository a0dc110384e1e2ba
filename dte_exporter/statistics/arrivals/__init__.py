"""When rows came: the newest, and how many in each period of the calendar."""
