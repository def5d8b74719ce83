"""The measurements: each beside its floor or its peer, on data that anybody can make or bring."""
