"""How a certificate is laid out: pieces that know their height, columns of them, and the plan of a page."""
