"""The desk: staff pages that span contexts (my day, the lists, the manager's overview, search); it keeps no data."""
