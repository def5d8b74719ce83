"""Reads, checks and publishes programmes written as data, and says what they allow; knows no person and no case."""
