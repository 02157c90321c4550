// Each property uses all processors by itself.
[assembly: DoNotParallelize]
