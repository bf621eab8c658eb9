"""What `explain` tells beside the ledger: waits by their cut-offs, and the family; and who may be searched for."""
