using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Sensorcast.Tests.ProjectTests.UnitTestHeap;

/// <summary>Makes code hand over to <see cref="HeapWatch"/> each object that it makes, or gets from other code.</summary>
internal static class Instrumentation
{
    /// <param name="assembly">The assembly.</param>
    /// <param name="own">The names of all assemblies that are instrumented: what they return has been seen where it was made.</param>
    /// <param name="target">The file to write.</param>
    public static void Write(string assembly, IReadOnlyCollection<string> own, string target)
    {
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Path.GetDirectoryName(assembly));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = resolver });
        MethodReference see = module.ImportReference(typeof(HeapWatch).GetMethod(nameof(HeapWatch.See))!);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            method.Body.SimplifyMacros();
            ILProcessor code = method.Body.GetILProcessor();
            foreach (Instruction instruction in method.Body.Instructions.Where(instruction => BringsObject(instruction, own)).ToArray())
            {
                code.InsertAfter(instruction, code.Create(OpCodes.Call, see));
                code.InsertAfter(instruction, code.Create(OpCodes.Dup));
            }

            method.Body.OptimizeMacros();
        }

        module.Write(target);
    }

    private static bool BringsObject(Instruction instruction, IReadOnlyCollection<string> own) => instruction.OpCode.Code switch
    {
        Code.Newarr or Code.Box => true,
        Code.Newobj => !((MethodReference)instruction.Operand).DeclaringType.Resolve().IsValueType,
        Code.Call or Code.Callvirt => BringsObject((MethodReference)instruction.Operand, own),
        _ => false,
    };

    private static bool BringsObject(MethodReference called, IReadOnlyCollection<string> own) =>
        called.ReturnType.MetadataType is MetadataType.String or MetadataType.Object or MetadataType.Class or MetadataType.Array
        && !own.Contains(called.Resolve().Module.Assembly.Name.Name);
}
