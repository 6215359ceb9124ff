using System.Globalization;
using SignalStorm;

// dotnet run -c Release --project benchmarks/signal-storm -- [SIGNALS] [STARTS] [SEED]
// Sends signals to runs of a recurrent network, directed at the process and at its main thread, and ends others by SIGTERM at random
// instants; each must end with the bytes of one that nobody disturbed: weights, optimizer state, metrics, package.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var signals = Argument(0, 2000);
var starts = Argument(1, 50);
var seed = Argument(2, 1);
var config = Path.GetFullPath(Path.Combine(ProjectFolder(), "config.yaml"));
var folder = Directory.CreateTempSubdirectory("tfaip-signal-storm-").FullName;

var report = new Storm(config, folder, Console.Out).Run(signals, [SignalTarget.Process, SignalTarget.MainThread], starts, seed);

Console.WriteLine(
    $"{report.Signals} signals that change nothing; {starts} runs ended: {report.Resumed} resumed, {report.Empty} before there was "
    + $"anything to resume, {report.Complete} complete before; seed {seed}");
foreach (var failure in report.Failures) Console.WriteLine($"FAILED {failure}");
if (report.Failures.Count > 0)
{
    Console.WriteLine($"The runs are in {folder}.");
    return 1;
}

Directory.Delete(folder, recursive: true);
return 0;

int Argument(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

// The folder of this file, wherever the program was started.
static string ProjectFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
