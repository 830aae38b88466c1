"""Events: what an article says happened or is planned, who takes part, where and when."""
