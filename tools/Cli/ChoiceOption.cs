using System.CommandLine;

namespace Sensorcast.Cli;

/// <summary>An option that takes one of a few words.</summary>
internal static class ChoiceOption
{
    public static Option<T> Create<T>(string name, string description, T standard)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(static word => word.ToLowerInvariant())];
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                if (!words.Contains(word.ToLowerInvariant()))
                {
                    result.AddError($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not '{word}'.");
                    return standard;
                }

                return Enum.Parse<T>(word, ignoreCase: true);
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
