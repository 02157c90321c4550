// Most of a test's time is waiting: for brokers, bridges and boards to start, and to notice that another one is away.
[assembly: Parallelize(Workers = 3, Scope = ExecutionScope.MethodLevel)]
