// Most of a block's time is waiting. Each has a folder, ports, a server and a broker of its own.
[assembly: Parallelize(Workers = 3, Scope = ExecutionScope.MethodLevel)]
