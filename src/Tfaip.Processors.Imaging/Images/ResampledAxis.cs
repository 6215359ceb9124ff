using Tfaip.Processors.Numerics;

namespace Tfaip.Processors.Imaging.Images;

/// <summary>
/// One axis of a resizing: each new position is the sum of some old ones, weighted, over <see cref="Total"/>. Those of
/// the nearest pixel, of areas and of bilinear enlarging are whole numbers, so that sums of them times whole numbers are exact.
/// </summary>
internal sealed class ResampledAxis
{
    private readonly (int First, double[] Weights)[] _positions;

    private ResampledAxis(double total, (int First, double[] Weights)[] positions)
    {
        (Total, _positions, LargestCount) = (total, positions, positions.Max(position => position.Weights.Length));
    }

    public int NewLength => _positions.Length;

    /// <summary>The sum of the weights of any position.</summary>
    public double Total { get; }

    /// <summary>The most old positions that make a new one.</summary>
    public int LargestCount { get; }

    /// <summary>The old positions that make a new one, from <c>First</c> on, with their weights.</summary>
    public (int First, double[] Weights) this[int position] => _positions[position];

    public static ResampledAxis Create(ResizeFilter filter, int oldLength, int newLength)
    {
        if (oldLength == newLength) return new(1, Positions(newLength, x => (x, [1])));
        return filter switch
        {
            ResizeFilter.Nearest => new(1, Positions(newLength, x => (Nearest(x, oldLength, newLength), [1]))),
            ResizeFilter.Area => new(oldLength, Positions(newLength, x => Area(x, oldLength, newLength))),
            ResizeFilter.Bilinear when newLength < oldLength =>
                new(1, Positions(newLength, x => Kernel(x, oldLength, newLength, 1, Triangle))),
            ResizeFilter.Bilinear => new(2.0 * newLength, Positions(newLength, x => Bilinear(x, oldLength, newLength))),
            ResizeFilter.Bicubic => new(1, Positions(newLength, x => Kernel(x, oldLength, newLength, 2, Cubic.Weight))),
            ResizeFilter.Lanczos => new(1, Positions(newLength, x => Kernel(x, oldLength, newLength, 3, Lanczos))),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
        };
    }

    private static (int, double[])[] Positions(int count, Func<int, (int, double[])> create) =>
        [.. Enumerable.Range(0, count).Select(create)];

    /// <summary>The old position under the centre (x + 1/2) * old / new.</summary>
    private static int Nearest(int x, int oldLength, int newLength) => (int)(((2L * x) + 1) * oldLength / (2L * newLength));

    /// <summary>
    /// In units of 1 / new of an old position: x covers [x * old, (x + 1) * old), the old position i [i * new, (i + 1) * new).
    /// </summary>
    private static (int, double[]) Area(int x, int oldLength, int newLength)
    {
        var start = (long)x * oldLength;
        var end = start + oldLength;
        var first = (int)(start / newLength);
        var last = (int)((end - 1) / newLength);
        var weights = new double[last - first + 1];
        for (var i = first; i <= last; i++)
        {
            weights[i - first] = Math.Min(end, (i + 1L) * newLength) - Math.Max(start, (long)i * newLength);
        }

        return (first, weights);
    }

    /// <summary>In units of 1 / (2 * new): the centre of x, less half an old position, lies between two old positions.</summary>
    private static (int, double[]) Bilinear(int x, int oldLength, int newLength)
    {
        var unit = 2L * newLength;
        var centre = Math.Clamp((((2L * x) + 1) * oldLength) - newLength, 0, (oldLength - 1) * unit);
        var first = (int)(centre / unit);
        var beyond = centre - (first * unit);
        return beyond == 0 ? (first, [unit]) : (first, [unit - beyond, beyond]);
    }

    /// <summary>
    /// A kernel around the centre, as wide as its support in old positions, or in new ones where the image becomes smaller; its
    /// weights are divided by their sum, those beyond the ends left out. So do Pillow, and PyTorch with antialiasing.
    /// </summary>
    private static (int, double[]) Kernel(int x, int oldLength, int newLength, double support, Func<double, double> kernel)
    {
        var scale = (double)oldLength / newLength;
        var width = Math.Max(1, scale);
        var centre = (x + 0.5) * scale;
        var first = Math.Max(0, (int)Math.Floor(centre - (support * width) + 0.5));
        var end = Math.Min(oldLength, (int)Math.Floor(centre + (support * width) + 0.5));
        var weights = new double[end - first];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] = kernel((first + i + 0.5 - centre) / width);
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return (first, weights);
    }

    /// <summary>What bilinear interpolation weights by: the distance.</summary>
    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    /// <summary>sinc(x) sinc(x / 3), of three lobes.</summary>
    private static double Lanczos(double x) => Math.Abs(x) < 3 ? Sinc(x) * Sinc(x / 3) : 0;

    private static double Sinc(double x) => x == 0 ? 1 : PortableMath.Sin(Math.PI * x) / (Math.PI * x);
}
