"""How letters leave: sender, rate limits, retries. Not: what to say or to whom."""
