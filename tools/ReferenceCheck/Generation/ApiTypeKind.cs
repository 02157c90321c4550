namespace Sensorcast.ReferenceCheck.Generation;

internal enum ApiTypeKind
{
    Class,
    Struct,
    Interface,
    Enum,
    Delegate,
}
