using System.Globalization;
using Tfaip.Commands.Loading;
using Tfaip.Export;
using Tfaip.Export.Packaging;
using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;
using Tfaip.Processors.Samples;

namespace Tfaip.Commands.Exporting;

/// <summary>The verb <c>module</c>, from its options to the file.</summary>
internal sealed class ModuleExport(ModuleOptions options, TextWriter output)
{
    /// <summary>Exports the module.</summary>
    /// <exception cref="TfaipException">The options are wrong, or the module cannot be exported; nothing is written.</exception>
    public void Run()
    {
        var inputs = options.Inputs.Select(ParseInput).ToArray();
        var export = Options();
        if (Directory.Exists(options.Output))
            throw new TfaipException(
                $"{options.Output}: this is a folder. Give the file to write, such as {Path.Combine(options.Output, "net.onnx")}.");
        OutputFile.Check(options.Output);
        if (options.Weights is not null && Path.GetFullPath(options.Weights) == Path.GetFullPath(options.Output))
            throw new CommandLineException($"{options.Output}: this file holds the weights. Give another to write.");

        output.WriteLine(
            $"Making {options.Type} of {options.Assembly}{(options.Weights is null ? "" : $" with the weights in {options.Weights}")}");
        var source = new ModuleSource(
            options.Assembly, options.Type)
        { Arguments = options.Arguments, Weights = options.Weights, Seed = options.Seed };
        source.Prepare(output.WriteLine);
        Export(source, inputs, export);
    }

    // Apart, since whatever names a module loads TorchSharp, which may come with the assembly.
    private void Export(ModuleSource source, TensorSpec[] inputs, ExportOptions export)
    {
        using var module = source.Make(output.WriteLine);
        if (options.Weights is null && module.parameters().Any())
            output.WriteLine("No weights are given: the graph has those that the constructor drew");

        output.WriteLine("Exporting: recording it, and comparing the graph with it");
        var model = new ExportableModel { Module = module, Inputs = inputs, OutputNames = [.. options.Names] };
        Report(OnnxExporter.ExportFile(model, options.Output, export));
        output.WriteLine($"Written: {options.Output}");
    }

    /// <summary>Reads an input.</summary>
    /// <exception cref="CommandLineException">It is not written as it must be.</exception>
    public static TensorSpec ParseInput(string text)
    {
        try
        {
            return TensorSpec.Parse(text);
        }
        catch (TfaipException error)
        {
            throw new CommandLineException($"--input: {error.Message}");
        }
    }

    private ExportOptions Options()
    {
        var export = new ExportOptions { Seed = options.Seed, ExactNan = options.ExactNan, AllowReading = options.AllowReading };
        if (options.Opset is { } opset)
        {
            if (opset is < ExportOptions.OldestOpset or > ExportOptions.NewestOpset)
                throw new CommandLineException(
                    $"--opset {opset}: there is no such operator set here. Give {ExportOptions.OldestOpset} to "
                    + $"{ExportOptions.NewestOpset}.");
            export = export with { Opset = opset };
        }

        export = options.Precision switch
        {
            "fp32" or "float32" => export,
            "fp16" or "float16" => export with { Precision = ExportPrecision.Float16 },
            var other => throw new CommandLineException($"--precision {other}: a graph computes in fp32 or fp16."),
        };
        if (options.Tolerance is not { } tolerance) return export;
        if (!(tolerance is >= 0 and <= 1))
            throw new CommandLineException(
                string.Create(CultureInfo.InvariantCulture, $"--tolerance {tolerance}: a tolerance is a number from 0 to 1."));
        return export with { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance };
    }

    private void Report(ExportedFile result)
    {
        output.WriteLine("inputs");
        foreach (var input in result.Inputs) output.WriteLine($"  {input}");
        output.WriteLine("outputs");
        foreach (var tensor in result.Outputs) output.WriteLine($"  {tensor}");
        output.WriteLine("verification");
        foreach (var line in PackageReport.Describe(result.Verification)) output.WriteLine($"  {line}");
    }
}
