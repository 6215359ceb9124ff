using Tfaip.Processors.Numerics;

namespace Tfaip.Processors.Imaging.Images;

/// <summary>Smooths a field by a Gaussian, cut off at four standard deviations; beyond the edges the field is mirrored.</summary>
internal sealed class GaussianBlur
{
    private readonly double[] _weights;

    /// <summary>Creates the filter.</summary>
    /// <param name="sigma">The standard deviation, in pixels.</param>
    public GaussianBlur(double sigma)
    {
        var radius = (int)Math.Ceiling(4 * sigma);
        _weights = new double[(2 * radius) + 1];
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            double distance = i - radius;
            sum += _weights[i] = PortableMath.Exp(-(distance * distance) / (2 * sigma * sigma));
        }

        for (var i = 0; i < _weights.Length; i++) _weights[i] /= sum;
    }

    /// <summary>The smoothed field.</summary>
    public double[] Apply(double[] field, int height, int width)
    {
        var rows = new double[field.Length];
        for (var y = 0; y < height; y++) Smooth(field, rows, y * width, 1, width);
        var columns = new double[field.Length];
        for (var x = 0; x < width; x++) Smooth(rows, columns, x, width, height);
        return columns;
    }

    private void Smooth(double[] from, double[] to, int start, int step, int length)
    {
        var border = new Border(BorderMode.Reflect, 0);
        var radius = _weights.Length / 2;
        var line = new double[length + (2 * radius)];
        for (var i = 0; i < line.Length; i++) line[i] = from[start + (border.Index(i - radius, length) * step)];
        for (var i = 0; i < length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < _weights.Length; j++) sum += _weights[j] * line[i + j];
            to[start + (i * step)] = sum;
        }
    }
}
