// Some tests start a server as a process: one after the other is enough for a small machine.
[assembly: DoNotParallelize]
