// Counters are of the whole program.
[assembly: DoNotParallelize]
