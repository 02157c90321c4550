// Most of a test's time is waiting: for processes to start, for deadlines. Classes that measure times or the processor's use run alone.
[assembly: Parallelize(Workers = 3, Scope = ExecutionScope.MethodLevel)]
