using System.Text.RegularExpressions;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Reads the lists, whose syntax is in api/README.md. Any other line is an error, and is never skipped.</summary>
internal static partial class ApiListParser
{
    public static ApiList Parse(string file)
    {
        string[] lines = File.ReadAllLines(file);
        Match header = Header().Match(lines.Length > 0 ? lines[0] : "");
        if (!header.Success)
        {
            throw new ApiListException(file, 1, "the first line is not '# assembly NAME, package NAME VERSION'");
        }

        List<ApiType> types = [];
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i];
            ApiType? open = types.Count > 0 ? types[^1] : null;
            if (!line.StartsWith("  ", StringComparison.Ordinal))
            {
                types.Add(ParseType(line) ?? throw new ApiListException(file, i + 1, $"not a type: '{line}'"));
            }
            else if (open is not null && open.Kind != ApiTypeKind.Delegate && ParseMember(open.Kind, line[2..]) is ApiMember member)
            {
                open.Members.Add(member);
            }
            else
            {
                throw new ApiListException(file, i + 1, $"not a member: '{line}'");
            }
        }

        return new ApiList(header.Groups["assembly"].Value, Version.Parse(header.Groups["version"].Value), types);
    }

    private static ApiType? ParseType(string line)
    {
        if (Delegate().Match(line) is { Success: true } signature)
        {
            if (ParseParameters(signature.Groups["parameters"].Value) is not { } parameters)
            {
                return null;
            }

            ApiType type = new(ApiTypeKind.Delegate, ApiModifiers.Sealed, signature.Groups["name"].Value, []);
            type.Members.Add(new ApiMember(ApiMemberKind.Method, ApiModifiers.Virtual, "Invoke", signature.Groups["type"].Value)
            {
                Parameters = parameters,
            });
            return type;
        }

        Match match = Type().Match(line);
        return match.Success
            ? new ApiType(
                Enum.Parse<ApiTypeKind>(match.Groups["kind"].Value, ignoreCase: true),
                ParseModifiers(match.Groups["modifiers"].Value),
                match.Groups["name"].Value,
                match.Groups["bases"] is { Success: true } bases ? bases.Value.Split(", ") : [])
            : null;
    }

    private static ApiMember? ParseMember(ApiTypeKind owner, string line)
    {
        if (owner == ApiTypeKind.Enum)
        {
            return EnumValue().Match(line) is { Success: true } value
                ? new ApiMember(ApiMemberKind.EnumValue, ApiModifiers.Const, value.Groups["name"].Value, "")
                {
                    Value = value.Groups["value"].Value,
                }
                : null;
        }

        (ApiMemberKind kind, Match match) =
            Event().Match(line) is { Success: true } @event ? (ApiMemberKind.Event, @event)
            : Property().Match(line) is { Success: true } property ? (ApiMemberKind.Property, property)
            : Method().Match(line) is { Success: true } method ? (ApiMemberKind.Method, method)
            : (ApiMemberKind.Field, Field().Match(line));
        ApiModifiers modifiers = ParseModifiers(match.Groups["modifiers"].Value);
        bool hasValue = match.Groups["value"].Success;
        if (!match.Success
            || hasValue != (modifiers.HasFlag(ApiModifiers.Const) && kind == ApiMemberKind.Field)
            || ParseParameters(match.Groups["parameters"].Value) is not { } parameters)
        {
            return null;
        }

        return new ApiMember(kind, modifiers, match.Groups["name"].Value, match.Groups["type"].Value)
        {
            Parameters = parameters,
            HasSetter = match.Groups["set"].Success,
            Value = hasValue ? match.Groups["value"].Value : null,
        };
    }

    private static List<ApiParameter>? ParseParameters(string text)
    {
        List<ApiParameter> parameters = [];
        if (text.Length > 0)
        {
            foreach (string part in text.Split(", "))
            {
                Match match = Parameter().Match(part);
                if (!match.Success)
                {
                    return null;
                }

                parameters.Add(new ApiParameter(
                    match.Groups["passing"].Value,
                    match.Groups["type"].Value,
                    match.Groups["default"] is { Success: true } value ? value.Value : null));
            }
        }

        return parameters;
    }

    private static ApiModifiers ParseModifiers(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(ApiModifiers.None, (all, word) => all | Enum.Parse<ApiModifiers>(word, ignoreCase: true));

    private const string MemberModifiers = @"^(?<modifiers>((static|abstract|virtual|override|protected) )*)";

    private const string TypeName = @"(?<type>[A-Za-z_][\w.]*(\[\])*)";

    [GeneratedRegex(@"^# assembly (?<assembly>[\w.]+), package [\w.]+ (?<version>\d+(\.\d+){1,3})$")]
    private static partial Regex Header();

    [GeneratedRegex(
        @"^(?<modifiers>((sealed|abstract|static) )?)(?<kind>class|struct|interface|enum) (?<name>[\w.]+)( : (?<bases>[\w.]+(, [\w.]+)*))?$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^delegate (?<name>[\w.]+)\((?<parameters>.*)\) : " + TypeName + "$")]
    private static partial Regex Delegate();

    [GeneratedRegex(@"^(?<name>\w+) = (?<value>-?\d+)$")]
    private static partial Regex EnumValue();

    [GeneratedRegex(@"^(?<modifiers>(static )?)event (?<name>\w+) : " + TypeName + "$")]
    private static partial Regex Event();

    [GeneratedRegex(MemberModifiers + @"(?<name>\w+)(\[(?<parameters>.+)\])? \{ get; (?<set>set; )?\} : " + TypeName + "$")]
    private static partial Regex Property();

    [GeneratedRegex(MemberModifiers + @"(?<name>\.ctor|\w+)\((?<parameters>.*)\) : " + TypeName + "$")]
    private static partial Regex Method();

    [GeneratedRegex(@"^(?<modifiers>((static|readonly|const|protected) )*)(?<name>\w+) : " + TypeName + "( = (?<value>.*))?$")]
    private static partial Regex Field();

    [GeneratedRegex(@"^((?<passing>ref|out|params) )?" + TypeName + "(=(?<default>.*))?$")]
    private static partial Regex Parameter();
}
