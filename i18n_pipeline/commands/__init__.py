"""The verbs: one file each, ``run(config, …)`` → a frozen report. Nothing here prints."""
