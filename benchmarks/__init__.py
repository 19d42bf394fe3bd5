"""Programs that measure: speed, precision, recall. They are run by hand and assert nothing."""
