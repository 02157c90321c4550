using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Sensorcast.IlCost.Memory;
using FieldAttributes = Mono.Cecil.FieldAttributes;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace Sensorcast.Tests.IlCostTests;

/// <summary>The model of the board's heap, with objects whose size there was computed by hand.</summary>
[TestClass]
public class HeapTests
{
    private const string Literal = "a literal that stays in flash";

    [TestMethod]
    public void An_array_is_20_bytes_and_its_elements_in_blocks_of_12()
    {
        Assert.AreEqual(24, BoardHeap.SizeOf(Array.Empty<byte>()));
        Assert.AreEqual(36, BoardHeap.SizeOf(new byte[16]));
        Assert.AreEqual(48, BoardHeap.SizeOf(new byte[17]));
        Assert.AreEqual(36, BoardHeap.SizeOf(new long[2]));
        Assert.AreEqual(24, BoardHeap.SizeOf(new char[2]));
        Assert.AreEqual(24, BoardHeap.SizeOf(new bool[4]));
        Assert.AreEqual(24, BoardHeap.SizeOf(new ByteEnum[4]), "an enum is the number below it");
        Assert.AreEqual(48, BoardHeap.SizeOf(new string?[2]));
        Assert.AreEqual(48, BoardHeap.SizeOf(new Pair[2]), "an element that refers to an object");
    }

    [TestMethod]
    public void A_field_is_a_block_whatever_it_holds()
    {
        Assert.AreEqual(12, BoardHeap.SizeOf(new object()));
        Assert.AreEqual(12 * 3, BoardHeap.SizeOf(new Base()));
        Assert.AreEqual(12 * 5, BoardHeap.SizeOf(new Derived()), "those of the base type too");
        Assert.AreEqual(24, BoardHeap.SizeOf(5), "boxed");
        Assert.AreEqual(24, BoardHeap.SizeOf(TimeSpan.Zero), "boxed, a number there");
    }

    [TestMethod]
    public void A_text_is_in_the_heap_if_it_was_made()
    {
        Assert.AreEqual(12, BoardHeap.SizeOf(Literal));
        Assert.AreEqual(24, BoardHeap.SizeOf(new string('x', 11)), "with its NUL");
        Assert.AreEqual(36, BoardHeap.SizeOf(new string('x', 12)));
        Assert.AreEqual(36, BoardHeap.SizeOf(new string('€', 4)), "UTF-8");
    }

    [TestMethod]
    public void A_delegate_is_three_blocks()
    {
        Action one = new Base().Run;
        Assert.AreEqual(36, BoardHeap.SizeOf(one));
        Assert.AreEqual(24 + (2 * 12), BoardHeap.SizeOf(one + new Base().Run), "a list of two");
    }

    [TestMethod]
    public void Everything_that_can_be_reached_counts_once()
    {
        Derived first = new() { Next = new Base() };
        first.Next.Next = first;
        AssertItems(first, ("HeapTests.Derived", 60), ("HeapTests.Base", 36));
        AssertItems(new Base[] { first, first }, ("Base[].: Base[]", 48), ("HeapTests.Derived", 60), ("HeapTests.Base", 36));
    }

    [TestMethod]
    public void Objects_that_delegates_structs_and_boxes_hold_are_found() =>
        AssertItems(
            new Holder { Boxed = 5, Call = new Base().Run, Pair = new Pair { Bytes = new byte[4] }, Since = DateTime.UnixEpoch },
            ("HeapTests.Holder", 12 * 5),
            ("HeapTests.Holder.Boxed: Int32", 24),
            ("HeapTests.Holder.Call: Action", 36),
            ("HeapTests.Pair", 12 * 3),
            ("HeapTests.Base", 36),
            ("HeapTests.Pair.Bytes: Byte[]", 24));

    [TestMethod]
    public void A_type_with_other_fields_on_the_board_is_refused()
    {
        Assert.ThrowsExactly<NotSupportedException>(() => new HeapWalk().Add(new Version(1, 0)));
        Assert.ThrowsExactly<NotSupportedException>(() => new HeapWalk().Add(new Failure()));
    }

    [TestMethod]
    public void Static_fields_are_roots_and_initialisers_take_an_object()
    {
        HeapWalk walk = new();
        walk.AddStatics(Sample(out _));
        CollectionAssert.AreEquivalent(
            new (string, int)[] { ("Sample.Table: Byte[]", 120), ("Sample: an array's initialiser", 12) },
            walk.Items.Select(item => (item.What, item.Bytes)).ToArray());
    }

    [TestMethod]
    public void A_loaded_assembly_takes_its_tables()
    {
        Sample(out byte[] image);
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(image));

        // 2 types, 1 method, 2 fields that are no constants, both static; two assemblies with Object, Byte and ValueType as references.
        Assert.HasCount(2, module.AssemblyReferences);
        Assert.AreEqual(3, module.GetTypeReferences().Count());
        Assert.AreEqual(204, AssemblyHeap.SizeOf(module), "136 + 2 * 8 + 1 * 2 + 2 * 2 + 5 * 4 + 2 * 12 = 202, in blocks of 12");
    }

    [TestMethod]
    public void A_slot_takes_at_most_504_bytes() =>
        Assert.IsLessThanOrEqualTo(504, ServerMemory.OnTheBoard(9, 7, 60) - ServerMemory.OnTheBoard(8, 7, 60));

    /// <summary>Without settable channels; the second program has the cost of one.</summary>
    [TestMethod]
    public void The_server_alone_leaves_63_700_bytes() =>
        Assert.IsGreaterThanOrEqualTo(63_700, HeapSetups.Measure().Single(setup => setup.Name == HeapSetups.ServerAlone).Free);

    [TestMethod]
    public void A_reading_of_the_history_takes_two_numbers() =>
        Assert.AreEqual(8 * 300, ServerMemory.OnTheBoard(8, 1, 360) - ServerMemory.OnTheBoard(8, 1, 60));

    [TestMethod]
    public void The_parts_of_a_program_add_up()
    {
        HeapSetup setup = new("Program", [new HeapPart("one", 1000), new HeapPart("other", 234)]);
        Assert.AreEqual(1234, setup.Used);
        Assert.AreEqual(98766, setup.Free);
        string table = HeapReport.Table([setup]);
        Assert.Contains("| one | 1,000 |", table);
        Assert.Contains("| **used** | **1,234** |", table);
        Assert.Contains("| free of 100,000 | 98,766 |", table);
    }

    private static void AssertItems(object root, params (string What, int Bytes)[] expected)
    {
        HeapWalk walk = new();
        walk.Add(root);
        CollectionAssert.AreEqual(expected, walk.Items.Select(item => (item.What, item.Bytes)).ToArray());
    }

    /// <summary>An assembly with 100 bytes in a static field, a constant, and the data of an array's initialiser.</summary>
    private static Assembly Sample(out byte[] image)
    {
        ModuleDefinition module = ModuleDefinition.CreateModule($"Sample{Guid.NewGuid():N}", ModuleKind.Dll);
        const TypeAttributes StaticClass = TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed;
        const TypeAttributes Struct = TypeAttributes.ExplicitLayout | TypeAttributes.Sealed;
        const FieldAttributes PublicStatic = FieldAttributes.Public | FieldAttributes.Static;
        TypeDefinition type = new("", "Sample", StaticClass, module.TypeSystem.Object);
        FieldDefinition table = new("Table", PublicStatic, module.TypeSystem.Byte.MakeArrayType());
        FieldDefinition constant = new("Constant", PublicStatic | FieldAttributes.Literal, module.TypeSystem.Byte)
        {
            Constant = (byte)5,
        };
        TypeDefinition bytes = new("", "Bytes", Struct, module.ImportReference(typeof(ValueType)))
        {
            ClassSize = 3,
            PackingSize = 1,
        };
        FieldDefinition initialiser = new("Initialiser", FieldAttributes.Static | FieldAttributes.HasFieldRVA, bytes)
        {
            InitialValue = [1, 2, 3],
        };
        const MethodAttributes StaticConstructor =
            MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        MethodDefinition constructor = new(".cctor", StaticConstructor, module.TypeSystem.Void);
        ILProcessor il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldc_I4, 100);
        il.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
        il.Emit(OpCodes.Stsfld, table);
        il.Emit(OpCodes.Ret);
        type.Fields.Add(table);
        type.Fields.Add(constant);
        type.Fields.Add(initialiser);
        type.Methods.Add(constructor);
        module.Types.Add(type);
        module.Types.Add(bytes);

        using MemoryStream stream = new();
        module.Write(stream);
        image = stream.ToArray();
        stream.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(stream);
    }

    private enum ByteEnum : byte
    {
        None,
    }

    private struct Pair
    {
        public int Number { get; set; }

        public byte[]? Bytes { get; set; }
    }

    private class Base
    {
        public bool IsSmall { get; set; }

        public Base? Next { get; set; }

        public void Run() => IsSmall = true;
    }

    private sealed class Derived : Base
    {
        public long Large { get; set; }

        public ByteEnum Kind { get; set; }
    }

    private sealed class Holder
    {
        public object? Boxed { get; set; }

        public Action? Call { get; set; }

        public Pair Pair { get; set; }

        public DateTime Since { get; set; }
    }

    private sealed class Failure : Exception;
}
