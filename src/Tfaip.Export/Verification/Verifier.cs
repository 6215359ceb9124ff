using System.Globalization;
using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using Tfaip.Export.Graphs;
using Tfaip.Export.Lowering;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using Tfaip.Processors.Manifests;
using Tfaip.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>
/// Compares a graph in ONNX Runtime with the live model in TorchSharp, at sizes that were not recorded and with several
/// kinds of inputs. Element type and shape must be the same, values within the tolerance.
/// </summary>
internal sealed class Verifier
{
    private const int WantedSizes = 8;
    private const int NeededSizes = 3;
    private const int SizesOfAllKinds = 2;

    // Elements of all tensors that the runs make: beyond them only what is needed is compared.
    private const double MostElements = 1 << 25;
    private const double NoiseFactor = 4;
    private const double HalfTolerance = 1e-2;

    private readonly ExportableModel _model;
    private readonly TracedProgram _program;
    private readonly LoweredProgram _lowered;
    private readonly ExportOptions _options;
    private readonly bool _isOwn;
    private readonly string[] _outputs;
    private readonly VerifiedOutput[] _worst;
    private readonly bool[] _isFinite;
    private readonly List<IReadOnlyDictionary<string, long>> _verified = [];
    private Exception? _refusal;

    private Verifier(ExportableModel model, TracedProgram program, LoweredProgram lowered, ExportOptions options, bool isOwn)
    {
        (_model, _program, _lowered, _options, _isOwn) = (model, program, lowered, options, isOwn);
        _outputs = [.. program.Outputs.Select(output => output.Name)];
        _worst = [.. _outputs.Select(name => new VerifiedOutput(name, 0, 0))];
        _isFinite = new bool[_outputs.Length];
    }

    /// <summary>Verifies a graph.</summary>
    /// <exception cref="ExportException">The graph differs from the model, or does not run.</exception>
    public static VerificationVerdict Verify(
        ExportableModel model, TracedProgram program, LoweredProgram lowered, byte[] onnx, ExportOptions options) =>
        new Verifier(model, program, lowered, options, isOwn: true).Verify(() => new OnnxSession(onnx));

    /// <summary>Verifies a graph that was written to a file just now, with its weights beside it.</summary>
    /// <exception cref="ExportException">The graph differs from the model, or does not run.</exception>
    public static VerificationVerdict Verify(
        ExportableModel model, TracedProgram program, LoweredProgram lowered, string file, ExportOptions options) =>
        new Verifier(model, program, lowered, options, isOwn: true).Verify(() => new OnnxSession(file));

    /// <summary>Verifies a graph that was exported before; the lowered program is what would be exported now.</summary>
    /// <exception cref="ExportException">The graph differs from the model, or does not run.</exception>
    public static VerificationVerdict VerifyFile(
        ExportableModel model, TracedProgram program, LoweredProgram lowered, byte[] onnx, ExportOptions options) =>
        new Verifier(model, program, lowered, options, isOwn: false).Verify(() => new OnnxSession(onnx));

    private VerificationVerdict Verify(Func<OnnxSession> load)
    {
        using var session = Open(load);
        var spent = 0.0;
        foreach (var sizes in SizeSampler.Choose(_program, _options.Seed))
        {
            if (_verified.Count == WantedSizes) break;
            var elements = SizeSampler.Elements(_program, sizes);
            if (_verified.Count >= NeededSizes && spent + elements > MostElements) continue;
            spent += elements;
            ExportPulse.Beat($"comparing the graph with it at {Describe(sizes)}");
            if (Compare(session, sizes)) _verified.Add(sizes);
        }

        RefuseTooFewSizes();
        RefuseWhatIsNeverFinite();
        return new VerificationVerdict
        {
            RelativeTolerance = IsHalf ? Math.Max(HalfTolerance, _options.RelativeTolerance) : _options.RelativeTolerance,
            AbsoluteTolerance = IsHalf ? Math.Max(HalfTolerance, _options.AbsoluteTolerance) : _options.AbsoluteTolerance,
            Outputs = _worst,
            Sizes = [.. _verified.Select(Describe)],
            Largest = _program.Symbols.Where(symbol => SizeSampler.IsUnbounded(_program, symbol))
                .ToDictionary(symbol => symbol, symbol => _verified.Max(sizes => sizes[symbol])),
            OnnxRuntime = OnnxSession.Version,
            TorchSharp =
                typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        };
    }

    // With inputs of each kind. False where the model itself does not take the sizes: that says nothing about the graph.
    private bool Compare(OnnxSession session, IReadOnlyDictionary<string, long> sizes)
    {
        var isTaken = false;
        foreach (var kind in Enum.GetValues<InputKind>().Where(IsCompared))
        {
            using var scope = NewDisposeScope();
            var inputs = InputSampler.Sample(_program, sizes, kind, _options.Seed + (ulong)(_verified.Count * 3) + (ulong)kind);
            IReadOnlyList<Tensor> expected;
            try
            {
                expected = RunModel(inputs);
            }
            catch (Exception exception) when (kind == InputKind.Normal && exception is not OperationCanceledException)
            {
                _refusal = exception;
                return false;
            }

            Compare(expected, RunGraph(session, inputs, _outputs, sizes), inputs, sizes, kind);
            isTaken |= kind == InputKind.Normal;
        }

        return isTaken;
    }

    private bool IsCompared(InputKind kind) => kind switch
    {
        InputKind.Normal => true,
        InputKind.NotFinite when !_options.ExactNan => false,
        InputKind.Large when IsHalf => false,
        _ => _verified.Count < SizesOfAllKinds,
    };

    private void Compare(
        IReadOnlyList<Tensor> expected,
        IReadOnlyList<Tensor> actual,
        IReadOnlyList<Tensor> inputs,
        IReadOnlyDictionary<string, long> sizes,
        InputKind kind)
    {
        for (var i = 0; i < _outputs.Length; i++)
        {
            var tolerance = ToleranceFor(_verified.Count >= SizesOfAllKinds ? InputKind.Large : kind, sizes, expected[i]);
            var comparison = TensorComparison.Compare(expected[i], actual[i], tolerance);
            _isFinite[i] |= !NotFinite.Fills(expected[i]);
            if (comparison.Difference is { } difference && !IsRounding(expected, actual, i, inputs, sizes, tolerance))
            {
                if (Differs(_outputs[i], difference, sizes, inputs, tolerance, kind) is { } error) throw error;

                // What follows is computed from other positions, and says nothing.
                break;
            }

            var (absolute, relative) = (_worst[i].LargestAbsolute, _worst[i].LargestRelative);
            _worst[i] = new(_outputs[i], Math.Max(absolute, comparison.LargestAbsolute), Math.Max(relative, comparison.LargestRelative));
        }
    }

    private void RefuseTooFewSizes()
    {
        if (_refusal is null || _verified.Count >= (_program.Symbols.Count == 0 ? 1 : NeededSizes)) return;
        throw new ExportException(
            "The model does not run at enough sizes beside those that were recorded to verify the graph: "
            + $"{LibTorchErrors.WithoutFrames(_refusal.Message).Trim()} Bound the free sizes in the inputs' description, such as 'height: "
            + "32..96 step 8'.",
            innerException: _refusal);
    }

    private void RefuseWhatIsNeverFinite()
    {
        if (_verified.Count == 0 || _options.ExactNan || Array.IndexOf(_isFinite, false) is not (var broken and >= 0)) return;
        var inputs = InputSampler.Sample(_program, _verified[0], InputKind.Normal, _options.Seed);
        throw NotFinite.Refuse(_model, _program, _outputs[broken], inputs, _verified[0]);
    }

    /// <summary>Sizes as the verdict lists them: <c>batch=3, time=17</c>.</summary>
    internal static string Describe(IReadOnlyDictionary<string, long> sizes) => sizes.Count == 0
        ? "fixed"
        : string.Join(", ", sizes.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));

    // Sums of large numbers that nearly cancel, and sums of many, keep the rounding of their terms: there the absolute part is measured by
    // the largest number of the output.
    private Tolerance ToleranceFor(InputKind kind, IReadOnlyDictionary<string, long> sizes, Tensor expected)
    {
        var tolerance = new Tolerance(
            Math.Max(_options.RelativeTolerance, LongSums.Precision(_program, sizes)), _options.AbsoluteTolerance);
        if (IsHalf)
            return new Tolerance(Math.Max(HalfTolerance, tolerance.Relative), Math.Max(HalfTolerance, tolerance.Absolute)).ScaledTo(
                expected);
        if (ScaledPlaces.Precision(_program, sizes) is var places && places > tolerance.Absolute)
            return (tolerance with { Absolute = places }).ScaledTo(expected);
        return kind == InputKind.Large ? tolerance.ScaledTo(expected) : tolerance;
    }

    private bool IsHalf => _options.Precision == ExportPrecision.Float16;

    // Whether a difference is no larger than what the model's own answer changes by when last bits change: of its inputs, or of what it
    // computes of them.
    private bool IsRounding(
        IReadOnlyList<Tensor> expected,
        IReadOnlyList<Tensor> actual,
        int output,
        IReadOnlyList<Tensor> inputs,
        IReadOnlyDictionary<string, long> sizes,
        Tolerance tolerance)
    {
        bool Within(double noise) => TensorComparison.Compare(expected[output], actual[output], tolerance with
        {
            Absolute = tolerance.Absolute + noise
        }).Difference is null;
        return Within(Noise(inputs, expected, output))
            || Within(Conditioning.Of(_program, inputs, sizes, output, expected[output], tolerance));
    }

    // How much an output changes when the last bits of the inputs change. Nobody can know the answer better than that: a sum of
    // large numbers that nearly cancel differs by as much between two orders of summing them.
    private double Noise(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> expected, int output)
    {
        if (!expected[output].is_floating_point()) return 0;
        var largest = 0.0;
        foreach (var direction in new[] { 1, -1 })
        {
            var nearby = RunModel([.. inputs.Select(input => input.is_floating_point() ? Nudge(input, direction) : input)])[output];
            largest = Math.Max(
                largest, (nearby - expected[output]).detach().abs().nan_to_num(0, 0, 0).max().to(ScalarType.Float64).item<double>());
        }

        return NoiseFactor * largest;
    }

    // Every other element up by a last bit or two, those between down.
    private static Tensor Nudge(Tensor input, int direction)
    {
        var signs = (arange(input.numel(), ScalarType.Float64).remainder(2) * 2 - 1) * direction;
        var bit = Math.ScaleB(
            2, input.dtype switch { ScalarType.Float64 => -52, ScalarType.Float16 => -10, ScalarType.BFloat16 => -7, _ => -23 });
        return (input.to(ScalarType.Float64) * (1 + (signs.reshape(input.shape) * bit))).to(input.dtype);
    }

    private OnnxSession Open(Func<OnnxSession> load)
    {
        try
        {
            return load();
        }
        catch (OnnxRuntimeException exception)
        {
            throw Rejected(exception);
        }
    }

    // ONNX Runtime names the node; the node knows its source line.
    private ExportException Rejected(OnnxRuntimeException exception)
    {
        var node = _lowered.Graph.Nodes.Where(node => exception.Message.Contains(node.Name, StringComparison.Ordinal))
            .MaxBy(node => node.Name.Length)
            ?? _lowered.Graph.Nodes.FirstOrDefault(node => exception.Message.Contains($" {node.Operation}(", StringComparison.Ordinal));
        var line = node is null ? null : LineOf(node);
        return new ExportException(
            $"ONNX Runtime does not run the graph{(node is null ? "" : $", because of {node.Operation} in '{node.Name}'")}: "
            + $"{exception.Message} Use another element type or other operations there.",
            line?.DisplayFile,
            line?.Line,
            exception);
    }

    private SourceLine? LineOf(GraphNode node) =>
        _program.Calls.Select(call => call.Line).FirstOrDefault(line => line?.ToString() == node.Line);

    private IReadOnlyList<Tensor> RunModel(IReadOnlyList<Tensor> inputs)
    {
        using var gradients = no_grad();

        // The model may write into its inputs.
        var outputs = ModelCall.Run(_model, [.. inputs.Select(input => input.clone())]);
        if (_program.LeavesState) KeptState.Detach(_model);
        return outputs;
    }

    private IReadOnlyList<Tensor> RunGraph(
        OnnxSession session, IReadOnlyList<Tensor> inputs, string[] outputs, IReadOnlyDictionary<string, long> sizes)
    {
        var values = _program.Inputs.Zip(inputs, (input, tensor) => (input.Spec.Name, tensor)).ToArray();
        try
        {
            return session.Run(values, outputs);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new DifferenceFinder(_program, _lowered).Find(inputs, sizes, new(_options.RelativeTolerance, _options.AbsoluteTolerance))
                ?.ToException($"The graph does not run at {Describe(sizes)} ({exception.Message})")
                ?? Rejected(exception);
        }
    }

    // Null where all numbers are equal and the graph only takes others of them, which is as good.
    private ExportException? Differs(
        string output,
        string difference,
        IReadOnlyDictionary<string, long> sizes,
        IReadOnlyList<Tensor> inputs,
        Tolerance tolerance,
        InputKind kind)
    {
        var what = $"The graph differs from the model at {Describe(sizes)} in '{output}': {difference}";
        var first = new DifferenceFinder(_program, _lowered).Find(inputs, sizes, tolerance);
        if (first is { IsTie: true } && kind == InputKind.Zeros) return null;
        if (first is not null) return first.ToException(what);
        return new ExportException(
            IsHalf
                ? $"{what}. In float32 the graph agrees: float16 is too coarse for this model, or its numbers are too large for it. Export "
                    + "it in float32, or allow a larger difference."
                : !GraphSerializer.CanSerialize(_lowered.Graph)
                ? $"{what}. The graph is too large to look for the first operation that differs: export it with smaller layers of the same "
                    + "kinds, which names it."
                : !_isOwn
                ? $"{what}. What would be exported now agrees: the graph was exported with other weights, from other code or with other "
                    + "options. Export it again."
                : $"{what}. Each recorded operation alone agrees: the model computes something else than when it was recorded. Look for "
                    + "what depends on values, on the state of the model or on chance.");
    }
}
