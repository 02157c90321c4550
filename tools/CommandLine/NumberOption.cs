using System.CommandLine;
using System.Globalization;

namespace Sensorcast.CommandLine;

/// <summary>An option that takes a whole number within a range. The Host and the load test compile this file.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, int min, int max, int defaultValue, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < min || value > max)
            {
                result.AddError($"{name} takes a whole number from {min} to {max}, not '{text}'.");
            }

            return value;
        },
    };
}
