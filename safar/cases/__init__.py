"""Cases: the engine of intended returns, their members, stages, moves, gates and tasks; it names no programme."""
