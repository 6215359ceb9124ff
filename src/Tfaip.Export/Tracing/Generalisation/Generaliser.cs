using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Tracing.Rules;
using Tfaip.Export.Tracing.Shapes;
using Tfaip.Processors.Samples;
using static Tfaip.Export.Tracing.Generalisation.Disagreement;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>Makes one program of recordings at several sizes, or says at which line they differ.</summary>
internal sealed class Generaliser
{
    private readonly ExportableModel _model;
    private readonly IReadOnlyList<ModelRecording> _recordings;
    private readonly SizeSolver _solver;
    private readonly ArgumentMerger _arguments;
    private readonly SizeBounds _bounds;
    private readonly Dictionary<int, ValueInfo> _values = [];
    private readonly List<ProgramConstant> _constants = [];
    private readonly List<ProgramCall> _calls = [];
    private int _unnamed;

    /// <summary>Creates it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="symbols">Its free sizes.</param>
    /// <param name="recordings">The recordings, the first of them with numbers.</param>
    /// <param name="range">Values of the free sizes all over their declared bounds.</param>
    /// <param name="places">Values that the steps of functions are looked for between. Default: those of the recordings.</param>
    public Generaliser(
        ExportableModel model,
        IReadOnlyList<string> symbols,
        IReadOnlyList<ModelRecording> recordings,
        IReadOnlyList<IReadOnlyDictionary<string, long>> range,
        IReadOnlyList<IReadOnlyDictionary<string, long>>? places = null)
    {
        (_model, _recordings, Symbols) = (model, NeutralCalls.Align(recordings), symbols);
        _bounds = SizeBounds.Of(model.Inputs);
        _solver = new(
            symbols, [.. recordings.Select(recording => recording.Sizes)], range, places, symbol => _bounds.RangeOf(symbol)?.Step ?? 1);
        _arguments = new(_solver);
    }

    /// <summary>Sizes at which another recording should be made before the program is trusted.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, long>> Probes => _solver.Probes;

    private IReadOnlyList<string> Symbols { get; }

    private ModelRecording First => _recordings[0];

    /// <summary>The program.</summary>
    public TracedProgram Generalise()
    {
        for (var i = 0; i < _model.Inputs.Count; i++) KnowInput(i, _model.Inputs[i]);
        CheckSequence();
        var (constants, calls) = (new Queue<int>(Enumerable.Range(0, First.Constants.Count)), First.Calls.Count);
        for (var i = 0; i < calls; i++)
        {
            // A constant is met while the arguments of the call that uses it are read: its number is smaller than the results'.
            var end = First.Calls[i].Results.FirstOrDefault(value => value >= 0, int.MaxValue);
            while (constants.TryPeek(out var next) && First.Constants[next].Value < end) AddConstant(constants.Dequeue());
            AddCall(i);
        }

        while (constants.TryDequeue(out var next)) AddConstant(next);
        return new()
        {
            Inputs = [.. _model.Inputs.Select((spec, i) => new ProgramInput(i, spec))],
            Constants = _constants,
            Calls = _calls,
            Outputs = Outputs(),
            Values = _values,
            Symbols = Symbols,
            RecordedSizes = [.. _recordings.Where(recording => !recording.IsDry).Select(recording => recording.Sizes)],
        };
    }

    private void CheckSequence()
    {
        foreach (var other in _recordings.Skip(1))
        {
            var common = Math.Min(First.Calls.Count, other.Calls.Count);
            for (var i = 0; i < common; i++)
            {
                var (a, b) = (First.Calls[i], other.Calls[i]);
                if (a.Method != b.Method || a.Line != b.Line || a.CreatedModule != b.CreatedModule
                    || (a.CreatedModule is null && a.Module != b.Module))
                {
                    // Of a loop, the recording with more calls is still in the body.
                    var line = First.Calls.Count >= other.Calls.Count ? a.Line ?? b.Line : b.Line ?? a.Line;
                    RefuseSequence(line, Name(a), other, Name(b));
                }
            }

            if (First.Calls.Count > common) RefuseSequence(First.Calls[common].Line, Name(First.Calls[common]), other, "nothing");
            if (other.Calls.Count > common) RefuseSequence(other.Calls[common].Line, "nothing", other, Name(other.Calls[common]));
        }
    }

    private void AddCall(int index)
    {
        var calls = _recordings.Select(recording => recording.Calls[index]).ToArray();
        var call = calls[0];
        foreach (var other in calls)
        {
            if (!other.Results.SequenceEqual(call.Results))
                Refuse(call.Line, $"The number of tensors that {Name(call)} gives depends on a size. {Advice}");
        }

        var arguments = _arguments.Merge([.. calls.Select(each => new ListArgument(each.Arguments))], call.Line, Name(call));
        var shapes = call.Kind == CallKind.Operation ? Derive(call, ((ListArgument)arguments).Items) : null;
        for (var i = 0; i < call.Results.Count; i++)
        {
            if (call.Results[i] >= 0) Know(call.Results[i], shapes?[i], call.Line, Name(call));
        }

        if (call.Kind == CallKind.Creation)
        {
            if (!ArgumentMerger.IsConstant(arguments))
                Refuse(
                    call.Line,
                    $"{Name(call)} makes a module whose options depend on a size. Use the function of torch.nn.functional instead.");
            return;
        }

        if (call.Kind == CallKind.Data && ArgumentMerger.IsConstant(arguments))
        {
            AddCopy(call.Results[0], call.Data!);
            return;
        }

        _calls.Add(new()
        {
            Method = call.Method,
            Module = call.Module,
            Arguments = ((ListArgument)arguments).Items,
            Results = call.Results,
            Line = call.Line,
            ModulePath = call.ModulePath,
        });
    }

    private void AddConstant(int index)
    {
        var constant = First.Constants[index];
        foreach (var other in _recordings.Skip(1))
        {
            if (other.Constants.Count <= index || other.Constants[index] is var same
                && (same.Value != constant.Value || same.Name != constant.Name || !IsSame(same.Tensor, constant.Tensor)))
            {
                Refuse(
                    constant.Line,
                    "A tensor is used here that was made where the recording cannot see it, and it is not the same at each call. "
                    + "Compute it in the code of the module, or keep it in a buffer.");
            }
        }

        if (constant.Name is null)
        {
            AddCopy(constant.Value, constant.Tensor);
            return;
        }

        _constants.Add(new(constant.Value, constant.Name, constant.Tensor));
        _values[constant.Value] = Fixed(constant.Tensor);
    }

    private void AddCopy(int value, Tensor tensor)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"constant_{_unnamed++}");
        _constants.Add(new(value, name, tensor.alias().DetachFromDisposeScope()) { IsCopy = true });
        _values[value] = Fixed(tensor);
    }

    private static ValueInfo Fixed(Tensor tensor) => new(tensor.dtype, [.. tensor.shape.Select(size => new FixedSize(size))]);

    private static bool IsSame(Tensor left, Tensor right) =>
        ReferenceEquals(left, right)
        || (left.dtype == right.dtype && left.shape.AsSpan().SequenceEqual(right.shape) && left.allclose(right, 0, 0, equal_nan: true));

    private void KnowInput(int value, TensorSpec spec) => _values[value] = new(
        First.Values[value].Type,
        [.. spec.Shape.Select(size => size.Name is { } name ? new SymbolSize(name) : (Size)new FixedSize(size.Length!.Value))]);

    // What the call makes of the sizes that it is given; null where only recordings tell.
    private IReadOnlyList<IReadOnlyList<Size>?>? Derive(RecordedCall call, IReadOnlyList<Argument> arguments)
    {
        if (ShapeTable.Default.Find(call.Method, call.Module) is not { } rule) return null;
        try
        {
            return rule(new ShapeCall(
                call.Method,
                call.Module,
                arguments,
                value => new(_values[value].Type, _values[value].Shape, First.ConstantOf(value)),
                _bounds)
            {
                ResultCount = call.Results.Count,
                Agrees = (axis, size) => call.Results[0] < 0 || _recordings.All(recording =>
                    recording.Values[call.Results[0]].Shape is var shape && axis < shape.Length
                    && shape[axis] == size.Evaluate(recording.Sizes)),
            });
        }
        catch (UnknownShapeException)
        {
            return null;
        }
    }

    private void Know(int value, IReadOnlyList<Size>? derived, SourceLine? line, string what)
    {
        var seen = _recordings.Select(recording => recording.Values[value]).ToArray();
        var (type, shape) = seen[0];
        if (seen.Any(other => other.Type != type)) Refuse(line, $"{what} gives a tensor whose type depends on a size. {Advice}");
        if (seen.FirstOrDefault(other => other.Shape.Length != shape.Length) is { Shape: { } odd })
        {
            var sizes = _recordings[Array.FindIndex(seen, other => other.Shape == odd)].Sizes;
            var one = sizes.FirstOrDefault(size => size.Value == 1 && First.Sizes[size.Key] != 1).Key;
            var bound = one is null ? "" : $", such as '{one}: 2..64'";
            Refuse(
                line,
                $"{what} gives a tensor of {shape.Length} axes, but of {odd.Length} at {SizePlan.Describe(sizes)}. Name the axes that are "
                + $"to go or to come, or bound the size in the input's specification{bound}.");
        }

        var lengths = seen.Select(other => other.Shape).ToArray();
        var axes = derived is null ? Solved(lengths, line, what) : Confirmed(derived, lengths, line, what);
        foreach (var axis in axes) _solver.Learn(axis);
        _values[value] = new(type, axes);
    }

    // What no rule derives is looked for in the recordings.
    private Size[] Solved(long[][] seen, SourceLine? line, string what) =>
        [.. seen[0].Select((_, axis) => _solver.Solve([.. seen.Select(shape => shape[axis])])
            ?? Refuse<Size>(
                line,
                $"{what} gives a tensor whose axis {axis} is of length {Numbers(seen.Select(shape => shape[axis]))}, which is no function "
                + "of the sizes that was found. A length that follows from values cannot be exported; fix the size that it follows from "
                + "in the input's specification."))];

    // The recordings agree with what is derived, or the rule is wrong.
    private IReadOnlyList<Size> Confirmed(IReadOnlyList<Size> derived, long[][] seen, SourceLine? line, string what)
    {
        for (var r = 0; r < seen.Length; r++)
        {
            var sizes = _recordings[r].Sizes;
            if (seen[r].AsSpan().SequenceEqual([.. derived.Select(size => size.Evaluate(sizes))])) continue;
            return Refuse<IReadOnlyList<Size>>(
                line,
                $"{what} gives a tensor of the shape [{string.Join(", ", seen[r])}] at {SizePlan.Describe(sizes)}, but the exporter "
                + $"derives [{string.Join(", ", derived)}]. "
                + "This is a fault of the exporter; until it is mended, write this operation differently.");
        }

        return derived;
    }

    private List<ProgramOutput> Outputs()
    {
        var outputs = First.Outputs;
        if (_recordings.Any(recording => !recording.Outputs.SequenceEqual(outputs)))
        {
            Refuse(null, $"The outputs of the model are not the same at each size. {Advice}");
        }

        if (_model.OutputNames.Count > 0 && _model.OutputNames.Count != outputs.Count)
        {
            Refuse(
                null,
                $"The model gives {outputs.Count} tensors, but {_model.OutputNames.Count} outputs are named: "
                + $"{string.Join(", ", _model.OutputNames)}. Name each of them, in order.");
        }

        return [.. outputs.Select((output, i) => new ProgramOutput(output.Value, OutputNames.Of(_model, output.Name, i, outputs.Count)))];
    }

    private static string Name(RecordedCall call) => call.Module is null ? SourceNames.Of(call.Method) : call.Module.GetType().Name;

    private string Numbers(IEnumerable<long> numbers) =>
        string.Join(", ", numbers.Zip(_recordings).Take(3).Select(pair => $"{pair.First} at {SizePlan.Describe(pair.Second.Sizes)}"));

    [DoesNotReturn]
    private void RefuseSequence(SourceLine? line, string here, ModelRecording other, string there) =>
        Refuse(
            line,
            $"What is called depends on a size: {here} at {SizePlan.Describe(First.Sizes)}, {there} at {SizePlan.Describe(other.Sizes)}. "
            + $"{Advice}{BranchBounds.Offer(_recordings)}");
}
