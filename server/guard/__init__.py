"""What stands between the network and the endpoints: tokens of others, rates, turns and time-outs."""
