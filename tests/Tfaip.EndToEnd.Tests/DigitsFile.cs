using System.Globalization;
using System.IO.Compression;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The digits' data, read without the product: 64 pixels and the digit a row.</summary>
internal static class DigitsFile
{
    public static float[][] Rows()
    {
        using var reader = new StreamReader(new GZipStream(
            File.OpenRead(Path.Combine(Repository.Root, "models", "digits", "data", "digits.csv.gz")), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => line.Split(',').Select(field => float.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
    }

    /// <summary>The row of an example, whose name is <c>LABEL-ROW.png</c>.</summary>
    public static int RowOf(string example) =>
        int.Parse(Path.GetFileNameWithoutExtension(example).Split('-')[1], CultureInfo.InvariantCulture);
}
