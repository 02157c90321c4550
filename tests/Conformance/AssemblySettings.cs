// The cases say how soon a connection has to end, so they run one after the other.
[assembly: DoNotParallelize]
