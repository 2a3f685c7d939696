"""The wizard's pages, one file each: what stands between its title and its hints."""
