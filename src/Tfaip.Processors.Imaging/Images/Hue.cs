namespace Tfaip.Processors.Imaging.Images;

/// <summary>Turns the hues of an RGB image, in the hexcone model HSV (Smith, "Color gamut transform pairs", 1978).</summary>
internal static class Hue
{
    /// <summary>Turns all hues; values and saturations stay.</summary>
    /// <param name="image">The image, changed in place; its levels are 0 to the maximum.</param>
    /// <param name="turn">The part of the circle.</param>
    /// <param name="maximum">The level of full brightness.</param>
    public static void Turn(Planes image, double turn, double maximum)
    {
        var reds = image.Plane(0);
        var greens = image.Plane(1);
        var blues = image.Plane(2);
        for (var i = 0; i < reds.Length; i++)
        {
            var (r, g, b) = (Unit(reds[i]), Unit(greens[i]), Unit(blues[i]));
            var value = Math.Max(r, Math.Max(g, b));
            var range = value - Math.Min(r, Math.Min(g, b));
            if (range == 0) continue;

            // Sixths of the circle, from red over green and blue.
            var hue = value == r ? (g - b) / range : value == g ? 2 + ((b - r) / range) : 4 + ((r - g) / range);
            hue = hue / 6 + turn;
            hue = (hue - Math.Floor(hue)) * 6;
            reds[i] = Level(5);
            greens[i] = Level(3);
            blues[i] = Level(1);

            float Level(int offset)
            {
                var k = offset + hue;
                if (k >= 6) k -= 6;
                return (float)((value - (range * Math.Max(0, Math.Min(1, Math.Min(k, 4 - k))))) * maximum);
            }
        }

        double Unit(float level) => Math.Clamp(level / maximum, 0, 1);
    }
}
