// A browser and a server at a time are enough for a small machine.
[assembly: DoNotParallelize]
