using System.Globalization;

namespace Tfaip.Datasets;

/// <summary>Reports downloads as plain lines: the first, at most one in five seconds, and the last of each file.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class DownloadLines(TextWriter writer, TimeProvider time) : IProgress<DownloadProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private string? _name;
    private long _last;

    public void Report(DownloadProgress value)
    {
        var isFirst = value.Name != _name;
        if (!isFirst && value.Received < value.Size && time.GetElapsedTime(_last) < Interval) return;

        _name = value.Name;
        _last = time.GetTimestamp();
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"downloading {value.Name}: {value.Received / 1e6:0.0} of {value.Size / 1e6:0.0} MB"));
    }
}
