// Most of a test's time is waiting, for a page and a server of its own. Classes that measure run alone, after the others.
[assembly: Parallelize(Workers = 3, Scope = ExecutionScope.MethodLevel)]
