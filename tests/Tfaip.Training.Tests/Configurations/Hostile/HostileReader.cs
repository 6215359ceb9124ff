using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Training.Definition;

namespace Tfaip.Training.Tests.Configurations.Hostile;

/// <summary>
/// Reads hostile inputs in a process of its own, whose memory is limited, since a stack that overflows or memory that runs out
/// ends a process. It prints the number of each input that fails, and one line of JSON at the end.
/// </summary>
internal static class HostileReader
{
    /// <summary>The first argument of such a process.</summary>
    public const string Verb = "read-hostile-inputs";

    /// <summary>The longest time that an input may take. It is the processor's time, so that other programs do not count.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <param name="arguments">The number of the first input, and how many there are.</param>
    public static int Run(string[] arguments)
    {
        var (first, count) = (int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var inputs = new HostileInputs(Configs());
        var definition = ScenarioDefinition.Find(typeof(Mnist.MnistDataParams).Assembly);
        var (report, failures) = (new HostileReport { Inputs = count }, 0);
        Read("warm: up", definition);
        for (var number = first; number < first + count; number++)
        {
            if (number % 1000 == 0) Console.WriteLine($"at {number}");
            var text = inputs.Text(number);
            var (before, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                if (Read(text, definition)) report.Right++;
            }
            catch (Exception error)
            {
                failures++;
                Console.WriteLine($"input {number} ends in {error.GetType()}: {error.Message} {error.StackTrace}");
            }

            var time = Environment.CpuUsage.TotalTime - before;
            report.MostAllocated = Math.Max(report.MostAllocated, GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (time.TotalMilliseconds > report.SlowestMilliseconds)
                (report.SlowestMilliseconds, report.Slowest) = (time.TotalMilliseconds, number);
            if (time <= Longest) continue;
            failures++;
            Console.WriteLine($"input {number} takes {time.TotalSeconds:F2} s");
        }

        report.PeakMemory = Process.GetCurrentProcess().PeakWorkingSet64;
        Console.WriteLine(JsonSerializer.Serialize(report));
        return failures == 0 ? 0 : 1;
    }

    private static string[] Configs() =>
        [.. new[] { "digits", "mnist", "mnist-minimal" }.Select(
            name => File.ReadAllText(Path.Combine(Repository.Root, "models", name, "config.yaml")))];

    // Through everything that a configuration goes through before it is trusted.
    private static bool Read(string text, ScenarioDefinition definition)
    {
        try
        {
            var config = ConfigFile.Load("config.yaml", [], (_, _) => text, _ => null);
            var inspection = definition.Inspect(config);
            return inspection.Errors.Count == 0;
        }
        catch (ConfigurationException)
        {
            return false;
        }
    }
}
