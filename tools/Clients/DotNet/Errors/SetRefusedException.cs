namespace Sensorcast.Client;

/// <summary>The board refuses to set a channel; nothing has changed.</summary>
public sealed class SetRefusedException : SensorcastException
{
    internal SetRefusedException(string code, string name)
        : base($"{name} was not set: {code}{Hint(code)}.")
    {
        Code = code;
        Name = name;
    }

    /// <summary>
    /// Why: <c>unknown-name</c>, <c>not-settable</c>, <c>wrong-type</c>, <c>wrong-unit</c>, <c>out-of-range</c>, <c>time-not-supported</c>,
    /// <c>not-understood</c>, <c>too-many-records</c>, <c>failed</c>, <c>not-allowed</c>, <c>busy</c> or <c>too-long</c>, which was not
    /// sent; a newer board may have more.
    /// </summary>
    public string Code { get; }

    /// <summary>The channel that was to be set.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override bool IsTransient => Code is "failed" or "busy";

    private static string Hint(string code) => code switch
    {
        "unknown-name" => ", the board has nothing of that name",
        "not-settable" => ", it is a sensor",
        "wrong-type" => ", it takes another type of value",
        "out-of-range" => ", the value is outside of its limits",
        "too-long" => ", a board takes no more than 1,024 bytes at once",
        "failed" => ", the actuator did not work",
        "busy" => ", try again",
        "not-allowed" => ", that needs a token with full access",
        _ => "",
    };
}
