"""The staff pages of consent: the counselling sheet, screens, declarations, confirmations, withdrawals and packs."""
