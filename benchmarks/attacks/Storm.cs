using System.Diagnostics;
using System.Globalization;

namespace Attacks;

/// <summary>Attacks by a process that is watched, and started anew where it crashes or hangs.</summary>
/// <param name="folder">A folder for everything.</param>
/// <param name="log">Told how far it is.</param>
public sealed class Storm(string folder, TextWriter log)
{
    // The managed heap is limited to as much; what the libraries take beyond it, the process itself measures.
    private const string HeapLimit = "0x20000000";

    // Of the processors: a machine may have much else to do. A case that waits takes none, and ends by the clock.
    private static readonly TimeSpan MostWork = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _cases = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private (int Number, string Door, long Since, TimeSpan Work) _current;
    private int _next;

    /// <summary>Reads hostile files.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed of their changes: the same gives the same files.</param>
    public AttackReport Run(int count, int seed)
    {
        var restarts = -1;
        for (_next = 0; _next < count; restarts++) Watch(count, seed);
        return new(_cases, _faults, Math.Max(0, restarts));
    }

    private void Watch(int count, int seed)
    {
        var from = _next;
        _current = default;
        using var child = Start(count, seed);
        child.OutputDataReceived += (_, line) => Hear(child, line.Data);
        var said = "";
        child.ErrorDataReceived += (_, line) =>
            said = (said + '\n' + line.Data) is { Length: > 4000 } longer ? longer[^4000..] : said + '\n' + line.Data;
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        while (!child.WaitForExit(TimeSpan.FromMilliseconds(250)))
        {
            lock (_lock)
            {
                if (_current.Door is null) continue;
                var (work, waited) = (child.TotalProcessorTime - _current.Work, Stopwatch.GetElapsedTime(_current.Since));
                if (work <= MostWork && waited <= MostWaiting) continue;
                Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_current.Number} {_current.Door}: hangs ({work.TotalSeconds:0} s of work, {waited.TotalSeconds:0} s)"));
                _current.Door = null!;
            }

            child.Kill();
        }

        child.WaitForExit();
        lock (_lock)
        {
            if (child.ExitCode != 0 && _current.Door is { } door)
                Add($"{_current.Number} {door}: crashes with exit code {child.ExitCode}:{said}");
            else if (child.ExitCode != 0 && _next == from && _current.Number == 0)
                throw new InvalidOperationException($"The reading process does not start:{said}");
            if (child.ExitCode != 0) _next = Math.Max(_next, _current.Number + 1);
        }
    }

    private void Add(string fault)
    {
        _faults.Add(fault);
        log.WriteLine($"FAULT {fault}");
    }

    private Process Start(int count, int seed)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["exec", typeof(Storm).Assembly.Location, Child.Verb, $"{seed}", $"{_next}", $"{count}", folder])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        foreach (var (name, place) in ((string, string)[])[("HOME", "home"), ("TMPDIR", "temp")])
        {
            Directory.CreateDirectory(Path.Combine(folder, place));
            start.Environment[name] = Path.Combine(folder, place);
        }

        var child = Process.Start(start)!;
        child.StandardInput.Close();
        return child;
    }

    private void Hear(Process child, string? line)
    {
        if (line is null) return;
        var words = line.Split(' ', 4);
        lock (_lock)
        {
            var number = int.Parse(words[1], CultureInfo.InvariantCulture);
            switch (words[0])
            {
                case "B":
                    _current = (number, words[2], Stopwatch.GetTimestamp(), child.HasExited ? default : child.TotalProcessorTime);
                    break;
                case "F":
                    Add($"{number} {words[2]}: {words[3].Replace('\u2028', '\n')}");
                    break;
                default:
                    _current.Door = null!;
                    _next = number + 1;
                    _cases[words[2]] = _cases.GetValueOrDefault(words[2]) + 1;
                    if (_next % 1000 == 0) log.WriteLine($"{_next} read, {_faults.Count} faults");
                    break;
            }
        }
    }
}
