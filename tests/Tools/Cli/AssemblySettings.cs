// Most of a test's time is waiting: for readings, for processes to start. Classes that measure times run alone.
[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.ClassLevel)]
