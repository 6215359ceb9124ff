using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Processors.Manifests;

/// <summary>The manifest as it stands in the file: a parameter tree, so that one binder and one emitter serve it.</summary>
internal sealed record ManifestDocument
{
    public int FormatVersion { get; init; }

    [Required]
    public string Producer { get; init; } = "";

    [Required]
    public string Scenario { get; init; } = "";

    [MinLength(1)]
    public IReadOnlyList<string> Inputs { get; init; } = [];

    [MinLength(1)]
    public IReadOnlyList<string> Outputs { get; init; } = [];

    public IReadOnlyList<ProcessorParams> PreProcessing { get; init; } = [];

    public IReadOnlyList<ProcessorParams> PostProcessing { get; init; } = [];

    public IReadOnlyList<ResourceDocument> Resources { get; init; } = [];

    public VerificationDocument Verification { get; init; } = new();

    public IReadOnlyList<GraphDocument> Graphs { get; init; } = [];

    public CsvTable? Csv { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    public IReadOnlyList<FileDocument> Files { get; init; } = [];

    internal sealed record ResourceDocument
    {
        [Required]
        public string Name { get; init; } = "";

        [Required]
        public string File { get; init; } = "";
    }

    internal sealed record GraphDocument
    {
        [Required]
        public string Name { get; init; } = "";

        [Required]
        public string File { get; init; } = "";

        [MinLength(1)]
        public IReadOnlyList<string> Inputs { get; init; } = [];

        [MinLength(1)]
        public IReadOnlyList<string> Outputs { get; init; } = [];

        public VerificationDocument Verification { get; init; } = new();
    }

    internal sealed record VerificationDocument
    {
        public double RelativeTolerance { get; init; }

        public double AbsoluteTolerance { get; init; }

        public IReadOnlyList<VerifiedOutputDocument> Outputs { get; init; } = [];

        public IReadOnlyList<string> Sizes { get; init; } = [];

        public IReadOnlyDictionary<string, long> Largest { get; init; } = new Dictionary<string, long>();

        public string OnnxRuntime { get; init; } = "";

        public string TorchSharp { get; init; } = "";
    }

    internal sealed record VerifiedOutputDocument
    {
        [Required]
        public string Name { get; init; } = "";

        public double LargestAbsolute { get; init; }

        public double LargestRelative { get; init; }
    }

    internal sealed record FileDocument
    {
        [Required]
        public string Name { get; init; } = "";

        [Range(0L, long.MaxValue)]
        public long Size { get; init; }

        [RegularExpression("^[0-9a-f]{64}$")]
        public string Sha256 { get; init; } = "";
    }
}
