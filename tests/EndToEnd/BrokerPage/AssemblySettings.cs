// Most of a test's time is waiting: for brokers, bridges and boards to start, and to notice that another is unreachable.
[assembly: Parallelize(Workers = 3, Scope = ExecutionScope.MethodLevel)]
