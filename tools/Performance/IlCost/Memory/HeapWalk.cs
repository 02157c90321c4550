using System.Reflection;
using System.Runtime.CompilerServices;
using Sensorcast.IlCost.Counting;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// Finds all reachable objects: it follows every reference from the given objects and from static fields. It does not depend on the types
/// that it finds.
/// </summary>
internal sealed class HeapWalk
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Item, Type Holder, string Field)> _waiting = new();
    private readonly List<HeapItem> _items = [];

    /// <summary>The objects found, in the order of the references.</summary>
    public IReadOnlyList<HeapItem> Items => _items;

    /// <summary>Adds an object and all that can be reached from it.</summary>
    public void Add(object root)
    {
        Enqueue(root, root.GetType(), "");
        Drain();
    }

    /// <summary>Adds the objects of static fields after all static constructors, which run when the board loads the assembly.</summary>
    public void AddStatics(Assembly assembly)
    {
        foreach (Type type in assembly.GetTypes().Where(type => type.Name != Instrumentation.CounterType))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (FieldInfo field in type.GetFields(Statics).Where(field => !field.IsLiteral))
            {
                AddStatic(type, field);
            }
        }

        Drain();
    }

    private static string NameOf(Type type) => type.DeclaringType is null ? type.Name : $"{NameOf(type.DeclaringType)}.{type.Name}";

    // A property's own field is called <Name>k__BackingField.
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static string RoomOf(Type type) => type.Namespace ?? "(no namespace)";

    private static bool IsOfTheHolder(object item) => item is Array or string or Delegate || BoardHeap.IsInPlace(item.GetType());

    private void AddStatic(Type type, FieldInfo field)
    {
        // The data of an array's initialiser: a struct without fields, for which Resolve_AllocateStaticFields makes an object too.
        if (field.Attributes.HasFlag(FieldAttributes.HasFieldRVA))
        {
            if (!BoardHeap.IsInPlace(field.FieldType))
            {
                _items.Add(new HeapItem(RoomOf(type), $"{NameOf(type)}: an array's initialiser", BoardHeap.BlockSize));
            }
        }
        else
        {
            Enqueue(field, null, type);
        }
    }

    private void Drain()
    {
        while (_waiting.TryDequeue(out (object Item, Type Holder, string Field) next))
        {
            if (_seen.Add(next.Item))
            {
                Count(next.Item, next.Holder, next.Field);
                EnqueueChildren(next.Item, next.Holder, next.Field);
            }
        }
    }

    private void Count(object item, Type holder, string field)
    {
        Type type = IsOfTheHolder(item) ? holder : item.GetType();
        string what = IsOfTheHolder(item) ? $"{NameOf(holder)}.{field}: {item.GetType().Name}" : NameOf(type);
        _items.Add(new HeapItem(RoomOf(type), what, BoardHeap.SizeOf(item)));
    }

    private void EnqueueChildren(object item, Type holder, string field)
    {
        if (item is Array array)
        {
            if (!BoardHeap.IsInPlace(array.GetType().GetElementType()!))
            {
                foreach (object? element in array)
                {
                    Enqueue(element, holder, field);
                }
            }
        }
        else if (item is Delegate one)
        {
            foreach (Delegate part in one.GetInvocationList())
            {
                Enqueue(ReferenceEquals(part, one) ? part.Target : part, holder, field);
            }
        }
        else if (item is not string && !BoardHeap.IsInPlace(item.GetType()))
        {
            foreach (FieldInfo next in BoardHeap.Fields(item.GetType()))
            {
                Enqueue(next, item, item.GetType());
            }
        }
    }

    private void Enqueue(FieldInfo field, object? item, Type holder)
    {
        if (!BoardHeap.IsInPlace(field.FieldType))
        {
            Enqueue(field.GetValue(item), holder, NameOf(field));
        }
    }

    private void Enqueue(object? item, Type holder, string field)
    {
        if (item is not null)
        {
            _waiting.Enqueue((item, holder, field));
        }
    }
}
