using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Reads what a call was given into the form in which it is recorded.</summary>
/// <param name="valueOf">Gives the number of the value that a tensor is.</param>
/// <param name="createdAs">Gives which of the modules that were made while recording one is, or null.</param>
internal sealed class ArgumentReader(Func<Tensor, int> valueOf, Func<object, int?> createdAs)
{
    // Longer arrays are data, of which no element is a size.
    private const int LongestList = 64;

    private static readonly FieldInfo Kind = IndexField("kind");
    private static readonly FieldInfo Start = IndexField("startIndexOrBoolOrSingle");
    private static readonly FieldInfo Stop = IndexField("stopIndex");
    private static readonly FieldInfo Step = IndexField("step");
    private static readonly FieldInfo Tensor = IndexField("tensor");

    /// <summary>Reads one argument.</summary>
    public Argument Read(object? value) => value switch
    {
        null => new ConstantArgument(null),
        Tensor tensor => new TensorArgument(valueOf(tensor)),
        Scalar scalar => new ConstantArgument(Number(scalar)),
        TensorIndex index => ReadIndex(index),
        string => new ConstantArgument(value),
        nn.Module module when createdAs(module) is { } created => new ConstantArgument($"module {created}"),
        torch.Size size => ReadItems(size),
        ITuple tuple => new ListArgument([.. Enumerable.Range(0, tuple.Length).Select(i => Read(tuple[i]))]),
        Array { Rank: > 1 } array => new ConstantArgument(array.Clone()),
        Array array when array.Length > LongestList && array.GetType().GetElementType()!.IsPrimitive => new ConstantArgument(array.Clone()),
        IList list when list.Count > LongestList && list.GetType().IsGenericType && list.GetType().GetGenericArguments()[0].IsPrimitive =>
            new ConstantArgument(list.Cast<object>().ToArray()),
        IList or IEnumerable<Tensor> or IEnumerable<long> or IEnumerable<int> => ReadItems((IEnumerable)value),
        _ => new ConstantArgument(value),
    };

    private ListArgument ReadItems(IEnumerable items) => new([.. items.Cast<object?>().Select(Read)]);

    private IndexArgument ReadIndex(TensorIndex index)
    {
        object boxed = index;
        var kind = Enum.Parse<IndexKind>(Kind.GetValue(boxed)!.ToString()!);
        return new(kind)
        {
            Value = kind switch
            {
                IndexKind.Single => Read(Start.GetValue(boxed)),
                IndexKind.Bool => new ConstantArgument(Start.GetValue(boxed) is not 0L),
                IndexKind.Tensor => Read(Tensor.GetValue(boxed)),
                _ => null,
            },
            Start = kind == IndexKind.Slice ? Optional(Start.GetValue(boxed)) : null,
            Stop = kind == IndexKind.Slice ? Optional(Stop.GetValue(boxed)) : null,
            Step = kind == IndexKind.Slice ? Optional(Step.GetValue(boxed)) : null,
        };
    }

    private Argument? Optional(object? value) => value is null ? null : Read(value);

    private static object Number(Scalar scalar) => scalar.Type switch
    {
        ScalarType.Bool => scalar.ToBoolean(),
        ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 => scalar.ToComplexFloat64(),
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64 => scalar.ToDouble(),
        _ => scalar.ToInt64(),
    };

    private static FieldInfo IndexField(string name) =>
        typeof(TensorIndex).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;
}
