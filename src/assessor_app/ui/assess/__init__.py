"""The page on which one learner is assessed, and what follows it: deciding and handing over."""
