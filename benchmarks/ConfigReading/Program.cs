using Tfaip.Configuration.Reading;
using Tfaip.Training.Definition;

// Reads a configuration of 10,000 lines for models/mnist and validates it: parsing, layers, expressions, binding. Prints the median
// milliseconds of each, and of the processor time, which other programs on the machine do not change, of as many rounds as the argument
// says (default 15), after two that are not counted.

using System.Diagnostics;
using System.Globalization;
using Mnist;

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
var file = Path.Combine(Path.GetTempPath(), $"tfaip-{Environment.ProcessId}.yaml");
File.WriteAllText(file, Configurations.Of(lines: 10_000));
try
{
    var scenario = ScenarioDefinition.Find(typeof(MnistModel).Assembly);
    List<double> reading = [], validating = [], all = [], processor = [];
    for (var round = -2; round < rounds; round++)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var config = ConfigFile.Load(file);
        var read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        scenario.Bind(config);
        var total = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (round == -2) Console.WriteLine(FormattableString.Invariant($"first round, with what is compiled in it: {total:0} ms"));
        if (round < 0) continue;
        reading.Add(read);
        validating.Add(total - read);
        all.Add(total);
        processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
    }

    Console.WriteLine(FormattableString.Invariant(
        $"10,000 lines: {Median(all):0.0} ms = {Median(reading):0.0} to read + {Median(validating):0.0} to validate;"));
    Console.WriteLine(FormattableString.Invariant(
        $"median of {rounds}, least {all.Min():0.0}; processor time {Median(processor):0.0} ms"));
}
finally
{
    File.Delete(file);
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
