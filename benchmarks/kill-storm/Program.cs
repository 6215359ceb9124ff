using System.Globalization;
using KillStorm;

// dotnet run -c Release --project benchmarks/kill-storm -- [KILLS] [SEED]
// Kills a training run with SIGKILL at random instants and resumes it; each run must end with the bytes of one that nobody
// killed: weights, optimizer state, averages, metrics, package.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var config = Path.GetFullPath(Path.Combine(ProjectFolder(), "config.yaml"));
var folder = Directory.CreateTempSubdirectory("tfaip-kill-storm-").FullName;

var report = new Storm(config, folder, Console.Out).Run(kills, seed);

Console.WriteLine($"{report.TotalKills} kills, {report.Runs} runs to their end, {report.Files} files of each compared; seed {seed}");
foreach (var (phase, count) in report.Kills) Console.WriteLine($"  {phase,-20} {count,4}  {new string('#', count)}");
foreach (var difference in report.Differences) Console.WriteLine($"DIFFERENT {difference}");
if (report.Differences.Count > 0)
{
    Console.WriteLine($"The runs are in {folder}.");
    return 1;
}

Directory.Delete(folder, recursive: true);
return 0;

// The folder of this file, wherever the program was started.
static string ProjectFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
