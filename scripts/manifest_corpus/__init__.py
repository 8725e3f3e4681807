"""Hostile and odd label manifests, and what a reader has to make of each."""
