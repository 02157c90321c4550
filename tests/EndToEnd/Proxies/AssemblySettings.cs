// A proxy, a server and a browser at a time are enough for a small machine.
[assembly: DoNotParallelize]
