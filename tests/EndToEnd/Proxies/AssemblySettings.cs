// Most of a test's time is waiting: for proxies, servers and browsers to start. Tests about times run alone.
[assembly: Parallelize(Workers = 3, Scope = ExecutionScope.MethodLevel)]
