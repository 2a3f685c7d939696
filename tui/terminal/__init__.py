"""Everything that works around a terminal or Textual, one function or class per workaround."""
