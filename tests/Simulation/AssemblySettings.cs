// The simulation counts what its thread allocates and wants a core for itself.
[assembly: DoNotParallelize]
