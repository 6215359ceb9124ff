using System.Diagnostics;
using System.Globalization;
using ExportSpeed;
using Tfaip.Export;
using Tfaip.Export.Requests;
using Tfaip.Torch.Native;
using static TorchSharp.torch;

// dotnet run -c Release --project benchmarks/ExportSpeed -- export|package [NETWORK [INPUT]] | race [ROUNDS] | graphs FOLDER | samples
// FOLDER export: seconds to record and lower, and to export and verify, a ResNet-50 with free batch, height and width, or another of the
// networks or bert-base, with other sizes of its input; memory. package: as export, to files as packages hold them: weights of 64 MB and
// more lie in one of their own, which is mapped for the verification. race: ten large networks in ONNX Runtime against TorchSharp, one
// thread each, in alternating rounds of one process. graphs: writes the graphs of five networks; torch_onnx_counts.py FOLDER counts their
// nodes beside torch.onnx's. samples: writes graphs of the tests' zoo with inputs and TorchSharp's outputs; compare.mjs FOLDER runs them
// in onnxruntime-node.
LibTorch.Register();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
set_num_threads(1);
random.manual_seed(1);
switch (args)
{
    case ["export" or "package", .. { Length: <= 2 } rest]:
        var network = rest.Length == 0
            ? Catalogue.ResNet50
            : Catalogue.Timed.Append(Catalogue.BertBase).Single(network => network.Name == rest[0]);
        Export(rest is [_, var input] ? network with { Input = input } : network, toFiles: args[0] == "package");
        break;
    case ["race", .. var rest]:
        Compare(rest is [var rounds, ..] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 9);
        break;
    case ["graphs", var folder]:
        Write(folder);
        break;
    case ["samples", var folder]:
        Samples.Write(folder);
        break;
    default:
        Console.Error.WriteLine("ExportSpeed export|package [NETWORK [INPUT]] | race [ROUNDS] | graphs FOLDER | samples FOLDER");
        return 2;
}

return 0;

static void Export(Network network, bool toFiles)
{
    using var module = network.Create();
    var made = Peak();
    var start = Stopwatch.GetTimestamp();
    OnnxExporter.Check(network.Exportable(module));
    var check = Stopwatch.GetElapsedTime(start).TotalSeconds;
    var before = Peak();
    start = Stopwatch.GetTimestamp();
    var (bytes, sizes) = toFiles ? ToFiles(network, module) : InMemory(network, module);
    var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    Console.WriteLine(
        $"{network.Name}: {module.parameters().Sum(parameter => parameter.numel()) / 1e6:F1} M parameters, {bytes / 1e6:F1} MB");
    Console.WriteLine($"recorded and lowered: {check:F1} s");
    using var process = Process.GetCurrentProcess();
    Console.WriteLine(
        $"memory at its peak: {process.PeakWorkingSet64 / 1e6:F0} MB; {before:F0} MB when only recorded and lowered, {made:F0} MB with the "
        + "module alone");
    Console.WriteLine(
        $"exported and verified{sizes}: {seconds:F1} s, {process.TotalProcessorTime.TotalSeconds:F1} s of processor time in all");
}

static (long Bytes, string Sizes) InMemory(Network network, nn.Module module)
{
    var result = OnnxExporter.Export(network.Exportable(module));
    return (result.Onnx.Length, $" at {string.Join("; ", result.Verification.Sizes)}");
}

static (long Bytes, string Sizes) ToFiles(Network network, nn.Module module)
{
    const long LargeWeights = 64 << 20;
    var folder = Directory.CreateTempSubdirectory("tfaip-export-speed-");
    try
    {
        OnnxExporter.Export(
            module,
            Path.Combine(folder.FullName, "net.onnx"),
            network.Exportable(module).Inputs,
            new ExportOptions { ExternalDataThreshold = LargeWeights });
        return (folder.EnumerateFiles().Sum(file => file.Length), "");
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

static double Peak()
{
    using var process = Process.GetCurrentProcess();
    return process.PeakWorkingSet64 / 1e6;
}

static void Compare(int rounds)
{
    Console.WriteLine($"{"network",-14}{"M params",9}{"export s",10}{"TorchSharp ms",15}{"ONNX Runtime ms",17}{"ratio",8}");
    foreach (var network in Catalogue.Timed)
    {
        using var scope = NewDisposeScope();
        using var module = network.Create();
        var start = Stopwatch.GetTimestamp();
        var result = OnnxExporter.Export(network.Exportable(module));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var input = network.Input.Contains("int64", StringComparison.Ordinal)
            ? randint(0, 1000, network.Shape, ScalarType.Int64)
            : randn(network.Shape);
        var (eager, graph) = Race.Run(module, result.Onnx, input, rounds);
        var parameters = module.parameters().Sum(parameter => parameter.numel()) / 1e6;
        Console.WriteLine(
            $"{network.Name,-14}{parameters,9:F1}{seconds,10:F1}{Median(eager) * 1000,15:F1}{Median(graph) * 1000,17:F1}"
            + $"{Median(graph) / Median(eager),8:F2}");
    }
}

static void Write(string folder)
{
    Directory.CreateDirectory(folder);
    foreach (var network in Catalogue.Counted)
    {
        using var module = network.Create();
        var path = Path.Combine(folder, network.Name + ".onnx");
        OnnxExporter.Export(module, path, network.Exportable(module).Inputs);
    }
}

static double Median(IReadOnlyList<double> values)
{
    var sorted = values.Order().ToArray();
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
