"""From a document to Markdown, and from Markdown to what can be shown."""
