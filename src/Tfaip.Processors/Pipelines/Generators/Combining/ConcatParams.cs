using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>The samples of several sources, one source after the other.</summary>
[Variant("concat")]
public sealed record ConcatParams : GeneratorParams
{
    /// <value>The sources. Default: none, at least one must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<GeneratorParams> Sources { get; init; } = [];

    /// <inheritdoc/>
    public override ISampleSource Open() => ConcatSource.Of(SourceList.Open(Sources));

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> Counts() => SourceList.Counts(Sources);
}
