"""A report as a document: one neutral document, written as plain text or as HTML."""
