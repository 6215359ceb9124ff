using System.Text.Json;

namespace Tfaip.Training.Reporting;

/// <summary>A value that a run logged: a line of <c>metrics.jsonl</c>.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="Split">What was measured, such as <c>training</c>.</param>
/// <param name="Name">The value's name.</param>
/// <param name="Value">The value; it may be infinite or not a number.</param>
internal sealed record LoggedValue(int Epoch, long Step, string Split, string Name, double Value)
{
    /// <summary>Reads a line; null where it is not whole.</summary>
    internal static LoggedValue? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            return new(
                entry.GetProperty("epoch").GetInt32(),
                entry.GetProperty("step").GetInt64(),
                entry.GetProperty("split").GetString()!,
                entry.GetProperty("name").GetString()!,
                NumberOf(entry.GetProperty("value")));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Of a line that was being written when the program was killed, nothing can be said.
            return null;
        }
    }

    private static double NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.NaN,
        };
}
