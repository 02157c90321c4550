// A browser, a broker, a web server and their boards at a time are enough for a small machine.
[assembly: DoNotParallelize]
