// Open ids of the native library are counted for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
