"""Rules over a document, and what they find."""
