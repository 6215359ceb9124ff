using System.Reflection;
using Tfaip.Export.Tracing.Instrumentation;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>Takes over the static fields of live types into the rewritten ones, when those are first used.</summary>
internal sealed class StaticFields(Func<InstrumentedContext> context, Func<GraphCloner> cloner)
{
    private readonly List<(FieldInfo Live, FieldInfo Copy)> _fields = [];

    /// <summary>The fields taken over so far, with those that they were taken from.</summary>
    public IReadOnlyList<(FieldInfo Live, FieldInfo Copy)> Fields => _fields;

    /// <summary>Fills the static fields of a rewritten type.</summary>
    public void CopyTo(RuntimeTypeHandle handle)
    {
        var type = Type.GetTypeFromHandle(handle)!;
        var live = context().Original(type);
        foreach (var field in live.GetFields(
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (field.IsLiteral || field.Attributes.HasFlag(FieldAttributes.HasFieldRVA) || field.FieldType.IsPointer
                    || field.FieldType.IsFunctionPointer)
                continue;
            var copy = cloner().MapField(field);
            copy.SetValue(null, cloner().Clone(field.GetValue(null)));
            _fields.Add((field, copy));
        }
    }

    /// <summary>What the fields hold.</summary>
    public Dictionary<FieldInfo, object?> Save() => _fields.ToDictionary(field => field.Copy, field => field.Copy.GetValue(null));

    /// <summary>Puts back what they held; those that are not among it get what the live ones hold.</summary>
    public void Load(IReadOnlyDictionary<FieldInfo, object?> saved)
    {
        // Copying an object may use a type for the first time, whose fields are then taken over too.
        for (var i = 0; i < _fields.Count; i++)
        {
            var (live, copy) = _fields[i];
            copy.SetValue(null, saved.TryGetValue(copy, out var value) ? value : cloner().Clone(live.GetValue(null)));
        }
    }
}
