namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>A list has a line that is not valid. The message is an MSBuild error with file and line.</summary>
internal sealed class ApiListException(string file, int line, string what)
    : Exception($"{file}({line}): error NF9001: {what}");
