using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/how-to/generator.md shows these classes.
[Variant("squares"), Description("The squares of the first numbers.")]
public sealed record SquaresParams : GeneratorParams
{
    [Description("How many there are."), Range(1, int.MaxValue)]
    public int Count { get; init; } = 100;

    public override ISampleSource Open() => new Squares(Count);
}

internal sealed class Squares(int count) : ISampleSource
{
    public int Count => count;

    public Sample Read(int index) => new Sample()
        .WithInput("n", (float)index)
        .WithTarget("square", (float)index * index)
        .WithMeta(Sample.SourceKey, $"squares:{index}");

    public void Dispose()
    {
    }
}
