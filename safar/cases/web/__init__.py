"""The pages of cases: the case file and everything a person does to a case."""
