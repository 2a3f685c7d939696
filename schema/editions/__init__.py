"""The editions of the official form, one module each."""
