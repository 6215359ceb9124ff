using System.Text.Json;

namespace Tfaip.Training.Profiling;

/// <summary>
/// Writes a trace in the Trace Event Format, as <c>chrome://tracing</c> and Perfetto read it: complete events, times in microseconds.
/// </summary>
internal static class ChromeTrace
{
    public static void Write(Stream stream, IEnumerable<TraceEvent> events, int mainThread)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteStartArray("traceEvents");
        writer.WriteStartObject();
        writer.WriteString("name", "thread_name");
        writer.WriteString("ph", "M");
        writer.WriteNumber("pid", 1);
        writer.WriteNumber("tid", mainThread);
        writer.WriteStartObject("args");
        writer.WriteString("name", "training");
        writer.WriteEndObject();
        writer.WriteEndObject();
        foreach (var one in events)
        {
            writer.WriteStartObject();
            writer.WriteString("name", one.Name);
            writer.WriteString("ph", "X");
            writer.WriteNumber("pid", 1);
            writer.WriteNumber("tid", one.Thread);
            writer.WriteNumber("ts", one.Start.TotalMicroseconds);
            writer.WriteNumber("dur", one.Duration.TotalMicroseconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("displayTimeUnit", "ms");
        writer.WriteEndObject();
    }
}
