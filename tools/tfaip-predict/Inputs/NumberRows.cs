using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Predict.Inputs;

/// <summary>Rows of numbers: each is an input, float32 with one axis.</summary>
internal static class NumberRows
{
    /// <param name="path">What the rows are named by.</param>
    /// <param name="lines">The lines; empty ones are left out, but counted.</param>
    /// <param name="delimiter">What stands between the numbers.</param>
    public static IEnumerable<NamedInput> Read(string path, IEnumerable<string> lines, char delimiter)
    {
        var row = 0;
        foreach (var line in lines)
        {
            row++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}:{row}");
            yield return new NamedInput(name, () => Parse(name, line, delimiter));
        }
    }

    private static float[] Parse(string name, string line, char delimiter)
    {
        var cells = line.Split(delimiter);
        var numbers = new float[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (!float.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw new TfaipException(
                    $"{name}: '{cells[i].Trim()}' in column {i + 1} is not a number; a row holds the numbers of one input and nothing "
                    + "else.");
            }

            // Training refuses these too; a model would answer with NaN.
            if (!float.IsFinite(numbers[i]))
                throw new TfaipException($"{name}: '{cells[i].Trim()}' in column {i + 1} is not a finite float32 number.");
        }

        return numbers;
    }
}
