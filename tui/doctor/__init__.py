"""What ``nianbao doctor`` looks at; only the keys need Textual, which is imported there."""
