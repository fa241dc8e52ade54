"""Who opens the device: names, a passphrase, and what to do when it is lost."""
