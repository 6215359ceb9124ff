using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Clocks and the process: what only goes to a log is right, what might reach a tensor is refused.</summary>
internal static class Logging
{
    public static void AddTo(HostileTable table)
    {
        table.Right("a stopwatch that is printed", x => { var watch = Stopwatch.StartNew(); x = x.sin(); Debug.WriteLine(watch.ElapsedMilliseconds); return x; });
        table.Right("a stopwatch in an interpolated text", x => { var watch = Stopwatch.StartNew(); x = x * 2; watch.Stop(); Trace.WriteLine($"forward took {watch.Elapsed.TotalMilliseconds:F2} ms"); return x; });
        table.Right("time stamps that are subtracted", x => { var start = Stopwatch.GetTimestamp(); x = x.cos(); Trace.WriteLine(Stopwatch.GetElapsedTime(start)); return x; });
        table.Right("the time in a log", x => { Trace.WriteLine(DateTime.Now.ToString("O", CultureInfo.InvariantCulture) + " forward"); return x + 1; });
        table.Right("the difference of two times", x => { var start = DateTime.UtcNow; x = x + 1; Trace.WriteLine((DateTime.UtcNow - start).TotalSeconds); return x; });
        table.Right("the process in a log", x => { Trace.WriteLine($"{Environment.ProcessId} on {Environment.MachineName}"); return x * 3; });
        table.Right("memory in a log", x => { var before = GC.GetTotalMemory(false); x = x * 2; Trace.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0} bytes", GC.GetTotalMemory(false) - before)); return x; });
        table.Right("ticks in a log", x => { var ticks = Environment.TickCount64; x = x.tanh(); Trace.WriteLine(Environment.TickCount64 - ticks); return x; });
        table.Refused("a stopwatch that decides", x => { var watch = Stopwatch.StartNew(); return watch.ElapsedTicks < 0 ? x : -x; });
        table.Refused("a time that is multiplied", x => x * (Environment.TickCount64 < 0 ? 2 : 1));
        table.Refused("a time that is printed and used", x => { var now = DateTime.UtcNow.Ticks; Trace.WriteLine(now); return now < 0 ? x : -x; });
        table.Refused("the length of a text about the time", x => $"{DateTime.UtcNow:O}".Length > 1000 ? x : -x);
        table.Refused("a time that is handed on", x => Scaled(x, Environment.TickCount64));
        table.Refused("a time that is given back", x => Now() < 0 ? x : -x, hasLine: false);
        table.Refused("a time by reference", x => { long now = 0; Set(ref now, Environment.TickCount64); return now < 0 ? x : -x; });
        table.Refused("a time in an array", x => { long[] times = [Environment.TickCount64]; return times[0] < 0 ? x : -x; });
        table.Refused("a time that a function holds", x => { var now = Environment.TickCount64; Func<bool> past = () => now < 0; return past() ? x : -x; });
        table.Refused<Stored>("a time in a field");
    }

    private static Tensor Scaled(Tensor x, long time) => time < 0 ? x : -x;

    private static long Now() => Environment.TickCount64;

    private static void Set(ref long target, long value) => target = value;

    public sealed class Stored() : nn.Module<Tensor, Tensor>("net") { private long ticks; public override Tensor forward(Tensor x) { ticks = Environment.TickCount64; return ticks < 0 ? x : -x; } }
}
