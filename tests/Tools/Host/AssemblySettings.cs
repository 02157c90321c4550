// The tests measure times and the processor's use, so they run one after the other.
[assembly: DoNotParallelize]
