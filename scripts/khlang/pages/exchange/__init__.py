"""Pages of the weekly exchange: summaries, boards, questions, actions, digests."""
