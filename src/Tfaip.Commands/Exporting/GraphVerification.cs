using Tfaip.Commands.Loading;
using Tfaip.Export;
using Tfaip.Export.Graphs;
using Tfaip.Export.Graphs.Format;
using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Text;

namespace Tfaip.Commands.Exporting;

/// <summary>The verb <c>verify</c>: a graph in a file against the live module.</summary>
/// <param name="options">The options.</param>
/// <param name="output">Where the verdict is written.</param>
/// <param name="open">Opens runs.</param>
internal sealed class GraphVerification(VerifyOptions options, TextWriter output, Func<string, Action<string>?, ExportableRun> open)
{
    /// <summary>Whether a file is a graph alone, and no package.</summary>
    public static bool IsOnnx(string file) => Path.GetExtension(file).Equals(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares them.</summary>
    /// <exception cref="TfaipException">They differ, or something is missing.</exception>
    public void Run()
    {
        if (options.Tolerance is { } tolerance && !(tolerance is >= 0 and <= 1))
            throw new CommandLineException(FormattableString.Invariant($"--tolerance {tolerance}: a tolerance is a number from 0 to 1."));
        if (IsOnnx(options.File)) Write("verification", OfOnnx());
        else OfPackage();
    }

    private void Write(string title, VerificationVerdict verdict)
    {
        output.WriteLine(title);
        foreach (var line in PackageReport.Describe(verdict)) output.WriteLine($"  {line}");
    }

    private VerificationVerdict OfOnnx()
    {
        if (options.Run is not null) throw new CommandLineException("--run: an ONNX file belongs to no run. Give --assembly and --type.");
        if (options.Assembly is null || options.Type is null)
            throw new CommandLineException($"{options.File}: the module that it was exported from is missing. Give --assembly and --type.");
        if (!File.Exists(options.File)) throw new TfaipException($"{options.File}: there is no such file.");
        var proto = OnnxFile.Read(options.File);
        var source = new ModuleSource(
            options.Assembly, options.Type)
        { Arguments = options.Arguments, Weights = options.Weights, Seed = options.Seed };
        output.WriteLine(
            $"Making {options.Type} of {options.Assembly}{(options.Weights is null ? "" : $" with the weights in {options.Weights}")}");
        source.Prepare(output.WriteLine);
        return OfModule(source, proto);
    }

    // Apart, since whatever names a module loads TorchSharp, which may come with the assembly.
    private VerificationVerdict OfModule(ModuleSource source, ModelProto proto)
    {
        using var module = source.Make(output.WriteLine);
        var model = new ExportableModel
        {
            Module = module,
            Inputs = options.Inputs.Any()
                ? [.. options.Inputs.Select(ModuleExport.ParseInput)]
                : [.. proto.Graph.Input.Select(input => OnnxTypes.ToSpec(input, options.File))],
            OutputNames = [.. proto.Graph.Output.Select(output => output.Name)],
        };
        return Compare(model, proto, options.File,
            options.Tolerance ?? new ExportOptions().RelativeTolerance, options.Tolerance ?? new ExportOptions().AbsoluteTolerance);
    }

    private void OfPackage()
    {
        if ((options.Assembly ?? options.Type ?? options.Arguments ?? options.Weights ?? options.Inputs.FirstOrDefault()) is not null)
            throw new CommandLineException(
                $"{options.File}: a package belongs to a run. Give --run RUN; --assembly, --type, --arguments, --weights and --input are "
                + "for ONNX files.");
        using var package = Package.Open(options.File, ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly));
        var directory = options.Run ?? Path.GetDirectoryName(Path.GetFullPath(options.File))!;
        output.WriteLine($"Opening the run {directory}");
        using var run = open(directory, output.WriteLine);
        Write("verification", Compare(run.Model, package, package.Manifest.FindGraph(Manifest.DefaultGraph)!));
        foreach (var graph in package.Manifest.Graphs)
        {
            var model = run.Graphs.FirstOrDefault(model => model.Name == graph.Name)
                ?? throw new TfaipException(
                    $"{options.File}: the model of the run has no graph '{graph.Name}'. The package is of another run, or the model was "
                    + "changed.");
            Write($"verification of the graph {graph.Name}", Compare(model, package, graph));
        }
    }

    private VerificationVerdict Compare(ExportableModel model, Package package, GraphEntry graph)
    {
        var proto = OnnxFile.Read(package, graph.File);
        var file = graph.Name == Manifest.DefaultGraph ? options.File : $"{options.File}, {graph.File}";
        return Compare(model, proto, file,
            options.Tolerance ?? graph.Verification.RelativeTolerance, options.Tolerance ?? graph.Verification.AbsoluteTolerance);
    }

    private VerificationVerdict Compare(ExportableModel model, ModelProto proto, string file, double relative, double absolute)
    {
        output.WriteLine(
            $"Recording {(model.Name is { } name ? $"the function of the graph '{name}'" : "the module")}, and comparing the graph with "
            + "it");
        return OnnxExporter.Verify(model, proto, new ExportOptions
        {
            RelativeTolerance = relative,
            AbsoluteTolerance = absolute,
            Seed = options.Trial,
            ExactNan = options.ExactNan,
            AllowReading = options.AllowReading
        }, file);
    }
}
