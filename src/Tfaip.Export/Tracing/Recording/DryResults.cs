using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Tracing.Rules;
using Tfaip.Export.Tracing.Shapes;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Answers calls without computing: with one number, expanded to the shape that the shape rules give and of the type that a recording with
/// numbers had at the same place. No memory is taken and no kernel runs, so that a model can be recorded at hundreds of sizes, large
/// ones too.
/// </summary>
/// <param name="guide">The recording with numbers.</param>
/// <param name="recording">The recording that is being made.</param>
internal sealed class DryResults(ModelRecording guide, ModelRecording recording)
{
    private static readonly SizeBounds Anything = new(new Dictionary<string, Processors.Samples.SizeRange>());

    // How many neutral calls more the other recording has made so far.
    private int _ahead;

    // Values that are the same at all sizes.
    private readonly HashSet<int> _constants = [];

    /// <summary>An input at some sizes.</summary>
    public Tensor Input(int value, long[] shape) => Make(guide.Values[value].Type, shape);

    /// <summary>What the recording with numbers has as its next constant, where that is the same tensor; null elsewhere.</summary>
    public RecordedConstant? SameConstant(Tensor tensor)
    {
        var known = guide.Constants.ElementAtOrDefault(recording.Constants.Count);
        return known is not null && known.Identity == NativeTensors.Identity(tensor) ? known : null;
    }

    /// <summary>Notes a value that is the same at all sizes.</summary>
    public void AddConstant(int value) => _constants.Add(value);

    /// <summary>The result of a call, or null where it has to be computed, which takes no arithmetic either.</summary>
    /// <exception cref="RecordingEndedException">The recording with numbers made another call here.</exception>
    /// <exception cref="UnknownShapeException">There is no rule for the call.</exception>
    /// <exception cref="ShapeException">The model fails here at these sizes.</exception>
    public object?[]? Answer(RecordedCall call)
    {
        if (FindKnown(call) is not { } known)
        {
            if (NeutralCalls.Contain(call) && call.Inputs.OfType<Tensor>().FirstOrDefault() is { } kept)
            {
                _ahead--;
                return [Make(kept.dtype, kept.shape)];
            }

            // One that fails, and is caught, was not recorded with numbers either.
            if (call.Kind == CallKind.Operation && ShapeTable.Default.Find(call.Method, call.Module) is { } rule) _ = Derived(rule, call);
            recording.Calls.Add(call with { Inputs = [] });
            throw new RecordingEndedException();
        }

        // A view is made as ever: it takes neither memory nor time.
        if (call.Kind != CallKind.Operation || known.SharesMemory) return null;
        var inputs = new List<Tensor?>();
        foreach (var argument in call.Inputs) TensorTypes.TryFlatten(argument, inputs);
        var shapes = Shapes(call, known);
        if (shapes.Count != known.Results.Count)
        {
            recording.Calls.Add(call with { Inputs = [], Results = [.. shapes.Select(_ => 0)] });
            throw new RecordingEndedException();
        }

        var results = new Queue<Tensor?>();
        for (var i = 0; i < shapes.Count; i++)
        {
            if (known.Results[i] < 0)
            {
                results.Enqueue(null);
            }
            else if (known.SameAs[i] is var same and >= 0)
            {
                // A tensor that changes its own axes does so.
                if (!inputs[same]!.shape.AsSpan().SequenceEqual(shapes[i])) return null;
                results.Enqueue(inputs[same]!.alias());
            }
            else
            {
                results.Enqueue(Make(guide.Values[known.Results[i]].Type, shapes[i]!));
            }
        }

        var type = call.Method is MethodInfo { ReturnType: var returned } ? returned : typeof(Tensor);
        return type == typeof(void) ? [null] : [Build(type, results)];
    }

    // The call at the same place; neutral ones on the way there may be missing here, or there.
    private RecordedCall? FindKnown(RecordedCall call)
    {
        for (var skipped = 0; ; skipped++)
        {
            var known = guide.Calls.ElementAtOrDefault(recording.Calls.Count + _ahead + skipped);
            if (known is null) return null;
            if (known.Method == call.Method && (known.CreatedModule is not null || ReferenceEquals(known.Module, call.Module)))
            {
                _ahead += skipped;
                return known;
            }

            if (!NeutralCalls.Contain(known)) return null;
        }
    }

    private List<long[]?> Shapes(RecordedCall call, RecordedCall known)
    {
        var shape = ShapeTable.Default.Find(call.Method, call.Module) is { } rule ? Derived(rule, call) : null;
        if (shape is not null) return shape;

        // What is made of constants alone has the shape that it had.
        if (ShapeCall.Flat(call.Arguments)
            .All(argument => argument is ConstantArgument || (argument is TensorArgument tensor && _constants.Contains(tensor.Value)))
            && known.Results.All(result => result >= 0))
        {
            foreach (var result in known.Results) _constants.Add(result);
            return [.. known.Results.Select(result => (long[]?)guide.Values[result].Shape)];
        }

        throw new UnknownShapeException();
    }

    private List<long[]?>? Derived(ShapeRule rule, RecordedCall call)
    {
        try
        {
            return [.. rule(new ShapeCall(call.Method, call.Module, call.Arguments, Operand, Anything)).Select(Lengths)];
        }
        catch (UnknownShapeException)
        {
            return null;
        }
    }

    private static long[]? Lengths(IReadOnlyList<Programs.Sizes.Size>? shape)
    {
        if (shape is null) return null;
        var lengths = shape.Select(ShapeCall.Known).ToArray();
        return Array.Exists(lengths, length => length < 0)
            ? throw new ShapeException($"a tensor of the shape [{string.Join(", ", lengths)}] would be made")
            : lengths;
    }

    private ShapeOperand Operand(int value)
    {
        var (type, shape) = recording.Values[value];
        return new(type, [.. shape.Select(SizeAlgebra.Fixed)], recording.ConstantOf(value));
    }

    // Each has memory of its own, so that views of it are known as such.
    private static Tensor Make(ScalarType type, long[] shape)
    {
        using var number = zeros([], type);
        return number.expand(shape);
    }

    private static object? Build(Type type, Queue<Tensor?> results)
    {
        if (typeof(Tensor).IsAssignableFrom(type)) return results.Dequeue();
        if (typeof(ITuple).IsAssignableFrom(type))
            return Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(part => Build(part, results))]);
        var all = results.ToArray();
        if (type.IsAssignableFrom(typeof(Tensor[]))) return all;
        return typeof(IList).IsAssignableFrom(type) ? all.ToList() : throw new UnknownShapeException();
    }
}
