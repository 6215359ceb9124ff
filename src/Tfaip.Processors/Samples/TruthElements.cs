namespace Tfaip.Processors.Samples;

/// <summary>Tensors and single ones of truth values.</summary>
internal sealed class TruthElements() : Elements<bool>(ElementType.Bool)
{
    protected override void ToSingles(ReadOnlySpan<bool> values, Span<float> singles)
    {
        for (var i = 0; i < values.Length; i++) singles[i] = values[i] ? 1 : 0;
    }

    protected override bool FromDouble(double value) => value != 0;

    protected override double ToDouble(bool value) => value ? 1 : 0;
}
