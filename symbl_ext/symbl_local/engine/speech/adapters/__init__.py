"""Recognizers of other projects, each with a model folder that the user has. Nothing is downloaded."""
