"""The command line's commands, one module each; a module imports what its command needs only when it runs."""

NAMES = ("new", "edit", "check", "claims", "render", "diff", "fmt", "schema", "git-setup", "doctor")
"""Every command that is called by name; each has a module of this name, - as _, with a ``COMMAND`` in it."""
