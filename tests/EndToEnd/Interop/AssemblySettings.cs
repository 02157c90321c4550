// Each test starts a server and clients as processes: one after the other is enough for a small machine.
[assembly: DoNotParallelize]
