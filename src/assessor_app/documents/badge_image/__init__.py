"""Badge images: the picture that carries a credential."""
