"""The information packs and declaration texts of the programmes on disk, read strictly; a service publishes them."""
