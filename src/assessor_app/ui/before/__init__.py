"""What is settled before the work: the form's conditions, and what is arranged for one learner."""
