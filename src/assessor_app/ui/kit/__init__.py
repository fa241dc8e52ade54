"""The widgets that every page is built from: named for a screen reader, sized for fingers, plain text only."""
