using CommandLine;

namespace Tfaip.Commands.Exporting;

/// <summary>The verb <c>verify</c>.</summary>
[Verb("verify", HelpText = "Compare a package or an ONNX file with the module that it was exported from, on inputs "
    + "that were not tried before.")]
internal sealed class VerifyOptions : CommonOptions
{
    [Value(0, MetaName = "FILE", Required = true, HelpText = "The package, or the ONNX file (.onnx).")]
    public string File { get; set; } = "";

    [Option("run", MetaValue = "RUN", HelpText = "The run directory of a package. Default: the folder that the package lies in.")]
    public string? Run { get; set; }

    [Option("assembly", MetaValue = "FILE", HelpText = "Of an ONNX file: the assembly (.dll) with the module's "
        + "class, or its project (.csproj).")]
    public string? Assembly { get; set; }

    [Option("type", MetaValue = "CLASS", HelpText = "Of an ONNX file: the module's class.")]
    public string? Type { get; set; }

    [Option("arguments", MetaValue = "JSON", HelpText = "Of an ONNX file: the arguments of the class's constructor by name.")]
    public string? Arguments { get; set; }

    [Option("weights", MetaValue = "FILE", HelpText = "Of an ONNX file: the module's weights. Default: those that the constructor gives.")]
    public string? Weights { get; set; }

    [Option("input", MetaValue = "SPEC", HelpText = "Of an ONNX file: its inputs with their bounds. Default: as the "
        + "file has them, without bounds.")]
    public IEnumerable<string> Inputs { get; set; } = [];

    [Option("seed", MetaValue = "N", HelpText = "Seed of the weights that the constructor draws, as it was when "
        + "the file was exported. Default: 0.")]
    public uint Seed { get; set; }

    [Option("trial", MetaValue = "N", HelpText = "Seed of the inputs that are tried. Default: 1; the export itself tries those of --seed.")]
    public uint Trial { get; set; } = 1;

    [Option("exact-nan", HelpText = "Try NaN, infinities and minus zero too, of a file that was exported so.")]
    public bool ExactNan { get; set; }

    [Option("tolerance", MetaValue = "NUMBER", HelpText = "The difference that is allowed, relative and absolute. Default: that of the "
        + "package, or 1e-5.")]
    public double? Tolerance { get; set; }

    [Option("allow-reading", HelpText = "Say that values of tensors that forward reads only go to a console or a log. Default: reading "
        + "values is refused.")]
    public bool AllowReading { get; set; }
}
