"""Ways in and out for those who write: drafts, forms, issues, repairs, reviews, withdrawals."""
