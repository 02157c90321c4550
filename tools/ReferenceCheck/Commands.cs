using System.CommandLine;
using System.Globalization;
using Sensorcast.ReferenceCheck.Generation;
using Sensorcast.ReferenceCheck.Verification;

namespace Sensorcast.ReferenceCheck;

/// <summary>The command line.</summary>
internal sealed class Commands(TextWriter output, TextWriter errors)
{
    public RootCommand Build() => new("Checks that code uses only what the board has and runs correctly.")
    {
        BuildGenerate(),
        BuildVerify(),
        BuildSize(),
    };

    private Command BuildGenerate()
    {
        Argument<string> coreLibrary = new("coreLibrary") { Description = "The board's mscorlib.dll." };
        Argument<string> apiFolder = new("apiFolder") { Description = "The folder with the API lists, *.txt." };
        Argument<string> outFolder = new("outFolder") { Description = "The folder for the assemblies." };
        Command command = new("generate", "Makes a reference assembly of each API list.") { coreLibrary, apiFolder, outFolder };
        command.SetAction(parsed => Generate(
            parsed.GetRequiredValue(coreLibrary), parsed.GetRequiredValue(apiFolder), parsed.GetRequiredValue(outFolder)));
        return command;
    }

    private Command BuildVerify()
    {
        Argument<string> coreLibrary = new("coreLibrary") { Description = "The board's mscorlib.dll." };
        Argument<string[]> assemblies = AssembliesArgument();
        Command command = new("verify", "Reports code that the board cannot run or runs wrongly.") { coreLibrary, assemblies };
        command.SetAction(parsed => Verify(parsed.GetRequiredValue(coreLibrary), parsed.GetRequiredValue(assemblies)));
        return command;
    }

    private Command BuildSize()
    {
        Argument<string[]> assemblies = AssembliesArgument();
        Option<string[]> exclude = new("--exclude") { Description = "A type to leave out.", DefaultValueFactory = _ => [] };
        Option<int?> max = new("--max") { Description = "The maximum size of all assemblies together, in bytes." };
        Command command = new("size", "Counts the bytes of IL by assembly and namespace.") { assemblies, exclude, max };
        command.SetAction(parsed => Size(
            parsed.GetRequiredValue(assemblies), parsed.GetRequiredValue(exclude), parsed.GetValue(max)));
        return command;
    }

    private static Argument<string[]> AssembliesArgument() => new("assembly")
    {
        Description = "A compiled assembly.",
        Arity = ArgumentArity.OneOrMore,
    };

    private int Generate(string coreLibrary, string apiFolder, string outFolder)
    {
        try
        {
            GenerationSummary made = ReferenceAssemblyGenerator.Generate(coreLibrary, apiFolder, outFolder);
            output.WriteLine($"{made.Assemblies} reference assemblies, {made.Types} types");
            return 0;
        }
        catch (ApiListException e)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    private int Verify(string coreLibrary, string[] assemblies)
    {
        BoardRules rules = new(coreLibrary);
        List<Finding> findings = [.. assemblies.SelectMany(assembly => AssemblyVerifier.Verify(assembly, rules))];
        findings.ForEach(errors.WriteLine);
        return findings.Count == 0 ? 0 : 1;
    }

    private int Size(string[] assemblies, string[] exclude, int? max)
    {
        int total = 0;
        foreach (string assembly in assemblies)
        {
            IReadOnlyList<(string Namespace, int Bytes)> namespaces = CodeSize.Measure(assembly, exclude);
            int sum = namespaces.Sum(entry => entry.Bytes);
            total += sum;
            WriteSize(sum, Path.GetFileName(assembly));
            foreach ((string name, int bytes) in namespaces)
            {
                WriteSize(bytes, "  " + (name.Length > 0 ? name : "(no namespace)"));
            }
        }

        if (total > max)
        {
            errors.WriteLine($"{assemblies[0]}: error NF9002: {total} bytes of code, {total - max} more than the {max} allowed");
            return 1;
        }

        return 0;
    }

    private void WriteSize(int bytes, string name) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes,9:N0}  {name}"));
}
