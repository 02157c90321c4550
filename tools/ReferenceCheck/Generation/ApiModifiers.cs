namespace Sensorcast.ReferenceCheck.Generation;

[Flags]
internal enum ApiModifiers
{
    None = 0,
    Sealed = 1,
    Abstract = 2,
    Static = 4,
    Virtual = 8,
    Override = 16,
    Protected = 32,
    ReadOnly = 64,
    Const = 128,
}
