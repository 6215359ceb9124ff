namespace Tfaip.Export.Programs.Sizes;

/// <summary>A real number, rounded as C# and TorchSharp round it in double precision.</summary>
/// <param name="Number">The number.</param>
/// <param name="Rounding">How.</param>
internal sealed record SizeRounded(Real Number, SizeRounding Rounding) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        var number = Number.Evaluate(sizes);
        return checked((long)(Rounding switch
        {
            SizeRounding.Down => Math.Floor(number),
            SizeRounding.Up => Math.Ceiling(number),
            _ => Math.Round(number, MidpointRounding.ToEven),
        }));
    }

    /// <inheritdoc/>
    public override string ToString() => Rounding switch
    {
        SizeRounding.Down => $"floor({Number})",
        SizeRounding.Up => $"ceil({Number})",
        _ => $"round({Number})",
    };
}
