using System.Globalization;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators;

/// <summary>The numbers from <paramref name="First"/> on as the input <c>n</c>.</summary>
internal sealed record NumbersParams(int First, int Count) : GeneratorParams
{
    /// <summary>The sources that are open.</summary>
    public List<ISampleSource> Opened { get; } = [];

    public override ISampleSource Open()
    {
        var source = new Source(this);
        Opened.Add(source);
        return source;
    }

    /// <summary>What a source has at each index.</summary>
    public static long[] All(ISampleSource source) => [.. Enumerable.Range(0, source.Count).Select(i => NumberOf(source.Read(i)))];

    public static long NumberOf(Sample sample) => (long)sample.Inputs["n"];

    private sealed class Source(NumbersParams parameters) : ISampleSource
    {
        public int Count => parameters.Count;

        public Sample Read(int index) => index >= 0 && index < parameters.Count
            ? new Sample().WithInput("n", (long)parameters.First + index)
                .WithMeta(Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"numbers:{parameters.First + index}"))
            : throw new ArgumentOutOfRangeException(nameof(index));

        public void Dispose() => parameters.Opened.Remove(this);
    }
}
