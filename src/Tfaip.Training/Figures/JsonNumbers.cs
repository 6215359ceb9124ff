using System.Text.Json;

namespace Tfaip.Training.Figures;

/// <summary>Writes numbers that JSON has no number for.</summary>
internal static class JsonNumbers
{
    /// <summary>Writes a number; NaN and the infinities as strings.</summary>
    public static void WriteFinite(this Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
