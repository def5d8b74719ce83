"""The information packs and declaration texts of the programmes on disk: read strictly, then published as drafts."""
