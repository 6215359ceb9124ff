using CommandLine;

namespace Tfaip.Commands.Exporting;

/// <summary>The verb <c>module</c>.</summary>
[Verb("module", HelpText = "Export a TorchSharp module of any assembly to ONNX.")]
internal sealed class ModuleOptions : CommonOptions
{
    [Option("assembly", Required = true, MetaValue = "FILE", HelpText = "The assembly (.dll) with the module's class, or its project "
        + "(.csproj), which is built.")]
    public string Assembly { get; set; } = "";

    [Option("type", Required = true, MetaValue = "CLASS", HelpText = "The module's class, such as My.Net.")]
    public string Type { get; set; } = "";

    [Option("arguments", MetaValue = "JSON", HelpText = "The arguments of its constructor by name, such as '{\"hidden\": 64}'.")]
    public string? Arguments { get; set; }

    [Option("weights", MetaValue = "FILE", HelpText = "Its weights: .safetensors, or .dat as TorchSharp's Module.save writes it. Default: "
        + "those that the constructor gives.")]
    public string? Weights { get; set; }

    [Option("input", Required = true, MetaValue = "SPEC", HelpText = "An input of forward, such as \"x: float32[batch, 3, height, width]; "
        + "height: 32..96 step 8\". Give one for each, in order.")]
    public IEnumerable<string> Inputs { get; set; } = [];

    [Option("names", MetaValue = "NAME,…", Separator = ',', HelpText = "Names of the outputs, in order. "
        + "Default: output, or output_0, output_1, …")]
    public IEnumerable<string> Names { get; set; } = [];

    [Option('o', "output", Required = true, MetaValue = "FILE", HelpText = "The file to write, .onnx.")]
    public string Output { get; set; } = "";

    [Option("opset", MetaValue = "N", HelpText = "The ONNX operator set. Default: 18.")]
    public int? Opset { get; set; }

    [Option("precision", MetaValue = "fp32|fp16", HelpText = "What the graph computes in; inputs and outputs stay float32. Default: fp32.")]
    public string Precision { get; set; } = "fp32";

    [Option("exact-nan", HelpText = "Treat NaN, infinities and minus zero as TorchSharp does, with more operators, and try them too. "
        + "Default: the graph is right for finite inputs.")]
    public bool ExactNan { get; set; }

    [Option("tolerance", MetaValue = "NUMBER", HelpText = "The difference to TorchSharp that the verification allows, relative and "
        + "absolute. Default: 1e-5.")]
    public double? Tolerance { get; set; }

    [Option("seed", MetaValue = "N", HelpText = "Seed of the weights that the constructor draws, and of the "
        + "inputs that are tried. Default: 0.")]
    public uint Seed { get; set; }

    [Option("allow-reading", HelpText = "Say that values of tensors that forward reads only go to a console or a log. Default: reading "
        + "values is refused.")]
    public bool AllowReading { get; set; }
}
