namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>A place in a source file; line 0 when only the file is known.</summary>
internal readonly record struct SourcePlace(string File, int Line, int Column)
{
    public override string ToString() => Line > 0 ? $"{File}({Line},{Column})" : File;
}
