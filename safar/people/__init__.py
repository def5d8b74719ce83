"""Who people are: names, births, papers, families and how to reach them safely; not what is done for them."""
