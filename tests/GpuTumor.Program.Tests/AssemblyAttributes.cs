// Every run takes all the processors that it is given: two at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
