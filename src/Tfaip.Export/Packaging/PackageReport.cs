using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tfaip.Inference.Packages;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Files;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Export.Packaging;

/// <summary>What a person wants to know of a package.</summary>
internal static class PackageReport
{
    /// <summary>The text for a package; lines end with LF.</summary>
    public static string Of(Package package)
    {
        var (manifest, text) = (package.Manifest, new StringBuilder());
        Line(text, $"{package.Path}");
        Line(text, $"  scenario {manifest.Scenario}, written by {manifest.Producer}, format version {manifest.FormatVersion}");
        if (File.Exists(package.Path)) Line(text, $"  sha256 {HashOf(package.Path)}");
        Section(text, "inputs", manifest.Inputs.Select(input => input.ToString()));
        Section(text, "outputs", manifest.Outputs.Select(output => output.ToString()));
        Section(text, "pre-processing", manifest.PreProcessing.Select(Describe));
        Section(text, "post-processing", manifest.PostProcessing.Select(Describe));
        Section(text, "verification", Describe(manifest.Verification));
        foreach (var graph in manifest.Graphs)
        {
            var values = graph.Inputs.Select(input => $"input {input}").Concat(graph.Outputs.Select(output => $"output {output}"));
            Section(text, $"graph {graph.Name}", [$"file {graph.File}", .. values, .. Describe(graph.Verification)]);
        }

        Section(text, "metrics", manifest.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
            .Select(metric => Invariant($"{metric.Key}: {metric.Value:R}")));
        Section(text, "resources", manifest.Resources.Select(resource => $"{resource.Name}: {resource.File}"));
        var width = manifest.Files.Max(file => file.Name.Length);
        var digits = manifest.Files.Max(file => Invariant($"{file.Size}").Length);
        Section(text, "files", manifest.Files.Select(
            file => $"{file.Name.PadRight(width)}  {Invariant($"{file.Size}").PadLeft(digits)} bytes  sha256 {file.Sha256}"));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string name, IEnumerable<string> lines)
    {
        Line(text, $"{name}");
        var any = false;
        foreach (var line in lines)
        {
            any = true;
            Line(text, $"  {line}");
        }

        if (!any) Line(text, $"  none");
    }

    /// <summary>How a graph compared with its model, a line each.</summary>
    public static IEnumerable<string> Describe(VerificationVerdict verdict)
    {
        yield return Invariant($"agrees with TorchSharp {verdict.TorchSharp} in ONNX Runtime {verdict.OnnxRuntime}");
        yield return Invariant($"allowed: {verdict.RelativeTolerance:R} relative, {verdict.AbsoluteTolerance:R} absolute");
        foreach (var output in verdict.Outputs)
            yield return Invariant(
                $"largest difference of {output.Name}: {output.LargestRelative:0.0e+0} relative, {output.LargestAbsolute:0.0e+0} absolute");
        yield return $"sizes: {string.Join("; ", verdict.Sizes)}";
        if (verdict.Largest.Count > 0)
            yield return $"verified up to: {string.Join(", ", verdict.Largest.Select(size => Invariant($"{size.Key}={size.Value}")))}";
    }

    private static string Describe(ProcessorParams processor)
    {
        var tree = (MappingNode)ParameterEmitter.Emit(processor, typeof(ProcessorParams));
        var values = tree.Entries.Where(entry => entry.Key is not (ParameterBinder.TypeKey or "modes"))
            .Select(entry => $"{entry.Key}: {Describe(entry.Value)}");
        return $"{VariantCatalog.NameOf(processor.GetType())} {{ {string.Join(", ", values)} }}";
    }

    private static string Describe(ConfigNode node) => node switch
    {
        ScalarNode scalar => scalar.Text ?? "null",
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(Describe))}]",
        MappingNode mapping => $"{{ {string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key}: {Describe(entry.Value)}"))} }}",
        _ => "",
    };

    private static string HashOf(string path)
    {
        using var file = RegularFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
