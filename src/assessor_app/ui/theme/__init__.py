"""The look: tokens, lettering, icons and sizes, handed to widgets as one value."""
