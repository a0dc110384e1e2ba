"""Who may ask the exporter what, and over which wire: what ``--web.config.file`` says, as exporter-toolkit has it."""
