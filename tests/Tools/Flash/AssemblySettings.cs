// A script that is being written while another test starts a process may be busy when it is run: one after the other.
[assembly: DoNotParallelize]
