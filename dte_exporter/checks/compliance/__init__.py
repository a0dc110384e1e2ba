"""Is the GDPR adhered to, control by control? Each check counts what breaks a rule among what the rule applies to."""
