"""The operations, one package a resource."""
