"""What all tests share."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no mistake
settings.load_profile("untimed")
