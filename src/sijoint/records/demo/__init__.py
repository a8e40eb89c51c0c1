"""A demo clinic of people who do not exist, made by the same actions as a real one."""

from sijoint.records.demo.making import SignIn, build

__all__ = ["SignIn", "build"]
