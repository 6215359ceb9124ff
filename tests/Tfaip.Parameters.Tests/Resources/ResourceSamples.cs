using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Resources;

/// <summary>A processor with resources in every way that a parameter can have them.</summary>
[Variant("test_resources")]
public sealed record ResourceSample : ProcessorParams
{
    public ResourceFile? Alphabet { get; init; }

    public IReadOnlyList<ResourceFile> Lists { get; init; } = [];

    public IReadOnlyDictionary<string, ResourceFile> Named { get; init; } = new Dictionary<string, ResourceFile>();

    public NestedResourceSample? Nested { get; init; }

    public IReadOnlyList<NestedResourceSample> Steps { get; init; } = [];

    public double Number { get; init; } = double.NaN;

    public override Processor Create() => new Joined(string.Join('|', ResourceTree.Find(this).Select(found => found.Resource.ReadText())));

    private sealed class Joined(string text) : Processor
    {
        public override Sample? Process(Sample sample, ref SampleRandom random) => sample.WithInput("resources", text);
    }
}

/// <summary>A record below a processor.</summary>
public sealed record NestedResourceSample
{
    public int Width { get; init; } = 3;

    public ResourceFile? Table { get; init; }
}

/// <summary>A processor that demands a resource.</summary>
[Variant("test_required_resource")]
public sealed record RequiredResourceSample : ProcessorParams
{
    public required ResourceFile Alphabet { get; init; }

    public override Processor Create() => throw new NotSupportedException();
}
