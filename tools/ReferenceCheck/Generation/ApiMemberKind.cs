namespace Sensorcast.ReferenceCheck.Generation;

internal enum ApiMemberKind
{
    EnumValue,
    Field,
    Property,
    Event,
    Method,
}
