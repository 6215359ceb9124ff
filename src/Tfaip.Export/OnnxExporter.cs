using Google.Protobuf;
using Tfaip.Export.Graphs;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Verification;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export;

/// <summary>
/// Exports TorchSharp modules to ONNX. A module that is exported has been recorded, turned into a graph, and compared with
/// the graph in ONNX Runtime at sizes that were not recorded; a module for which any of this fails is refused, with the
/// source line that stands in the way.
/// </summary>
public static class OnnxExporter
{
    /// <summary>Exports a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ExportException">The model cannot be exported, or the graph would differ from it.</exception>
    public static ExportResult Export(ExportableModel model, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ExportOptions();
        CheckOpset(options);
        return Export(model, options, Lowerings.All);
    }

    /// <summary>Exports a module to a file. Nothing is written unless the graph agrees with the module.</summary>
    /// <param name="module">The module; its <c>forward</c> takes the inputs in their order.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="inputs">The inputs with their free sizes.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ExportException">The module cannot be exported, or the graph would differ from it.</exception>
    public static void Export(nn.Module module, string path, IReadOnlyList<TensorSpec> inputs, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(inputs);
        ExportFile(new ExportableModel { Module = module, Inputs = inputs }, path, options ?? new ExportOptions());
    }

    /// <summary>Exports a model to a file, and to a second one where its weights are over the threshold.</summary>
    internal static ExportedFile ExportFile(ExportableModel model, string path, ExportOptions options)
    {
        CheckOpset(options);
        return Run(model, options, Lowerings.All, (program, lowered) =>
        {
            VerificationVerdict? verdict = null;
            if (options.Precision == ExportPrecision.Float16)
            {
                var onnx = Serialize(lowered.Graph, options);
                verdict = Verifier.Verify(model, program, lowered, onnx, options);
                OnnxFile.Write(path, onnx, options.ExternalDataThreshold);
            }
            else
            {
                OnnxFile.Write(
                    path,
                    lowered.Graph,
                    options.ExternalDataThreshold,
                    file => verdict = Verifier.Verify(model, program, lowered, file, options));
            }

            return new ExportedFile(InputsOf(program), OutputsOf(lowered), verdict!);
        });
    }

    /// <summary>
    /// Finds out whether a model can be exported: records it and makes a graph of it, which is neither verified nor kept.
    /// </summary>
    /// <param name="model">The model; its weights may be any.</param>
    /// <param name="options">The operator set and the seed of the inputs; null for the defaults.</param>
    /// <exception cref="ExportException">The model cannot be exported.</exception>
    public static void Check(ExportableModel model, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ExportOptions();
        CheckOpset(options);
        Run(model, options, Lowerings.All, (_, _) => true);
    }

    /// <summary>Compares a graph with a module, as an export does.</summary>
    /// <param name="model">The module that the graph was exported from; its outputs have the graph's names.</param>
    /// <param name="onnx">The graph.</param>
    /// <param name="options">Tolerances and the seed of the inputs; null for the defaults.</param>
    /// <exception cref="ExportException">They differ, or the module cannot be recorded.</exception>
    public static VerificationVerdict Verify(ExportableModel model, ReadOnlyMemory<byte> onnx, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Verify(model, ModelProto.Parser.ParseFrom(onnx.Span), options ?? new ExportOptions(), "The graph");
    }

    /// <summary>Compares a graph in a file with a module.</summary>
    internal static VerificationVerdict Verify(ExportableModel model, ModelProto proto, ExportOptions options, string file)
    {
        CheckNames("inputs", model.Inputs.Select(input => input.Name), proto.Graph.Input, file);
        return Run(model, options, Lowerings.All, (program, lowered) =>
        {
            CheckNames("outputs", program.Outputs.Select(output => output.Name), proto.Graph.Output, file);
            return Verifier.VerifyFile(model, program, lowered, proto.ToByteArray(), options);
        });
    }

    private static void CheckNames(string what, IEnumerable<string> module, IEnumerable<ValueInfoProto> graph, string file)
    {
        var (expected, actual) = (string.Join(", ", module), string.Join(", ", graph.Select(value => value.Name)));
        if (expected != actual)
            throw new ExportException(
                $"{file}: its {what} are {actual}; those of the module are {expected}. It was exported from another module, or under other "
                + "names.");
    }

    /// <summary>Exports with a given table of lowerings.</summary>
    internal static ExportResult Export(ExportableModel model, ExportOptions options, LoweringTable table) =>
        Run(model, options, table, (program, lowered) =>
        {
            var onnx = Serialize(lowered.Graph, options);
            var verdict = Verifier.Verify(model, program, lowered, onnx, options);
            return new ExportResult(onnx, InputsOf(program), OutputsOf(lowered), verdict);
        });

    // Records and lowers a model, and leaves it as it was.
    private static T Run<T>(ExportableModel model, ExportOptions options, LoweringTable table, Func<TracedProgram, LoweredProgram, T> use)
    {
        using var scope = NewDisposeScope();
        using var pulse = ExportPulse.Begin(options);
        using var tables = new LimitedTables(model.Module);
        var modes = new TrainingModes(model.Module);
        model.Module.eval();
        try
        {
            using var program = Tracer.Trace(model with { AllowsReading = options.AllowReading }, options.Seed);
            return use(program, Lowerer.Lower(program, options.Opset, table, options.ExactNan));
        }
        catch (ExportException error) when (model.Name is { } name)
        {
            throw new ExportException($"Graph '{name}': {error.Explanation}", error.File, error.Line, error);
        }
        finally
        {
            modes.Restore();
        }
    }

    private static void CheckOpset(ExportOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Opset, ExportOptions.OldestOpset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Opset, ExportOptions.NewestOpset);
    }

    private static byte[] Serialize(Graph graph, ExportOptions options) =>
        options.Precision == ExportPrecision.Float16 ? HalfPrecision.Convert(graph) : GraphSerializer.Serialize(graph);

    private static TensorSpec[] InputsOf(TracedProgram program) => [.. program.Inputs.Select(input => input.Spec)];

    private static TensorSpec[] OutputsOf(LoweredProgram lowered) => [.. lowered.Graph.Outputs.Select(Spec)];

    private static TensorSpec Spec((GraphValue Value, IReadOnlyList<Size> Shape) output)
    {
        var type = TorchTypes.ToElement(output.Value.Type)
            ?? throw new ExportException(
                $"The output '{output.Value.Name}' is {output.Value.Type}, which packages do not have. Convert it to float32 at the end of "
                + "the model.");
        return new TensorSpec(output.Value.Name, type, [.. output.Shape.Select(size => size is FixedSize { Value: var length }
            ? Dimension.Fixed(length)
            : Dimension.Free(size.ToString()!))]);
    }
}
