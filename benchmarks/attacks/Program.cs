using System.Globalization;
using Attacks;

// dotnet run -c Release --project benchmarks/attacks -- [COUNT] [SEED]
// Makes hostile files of all kinds, and lets a process of its own read them, many after each other. Its managed heap is limited to 512 MiB;
// it measures the most memory that each case takes beyond what the libraries took before, which may be 512 MiB too. A case may compute for
// 5 s.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [Child.Verb, var childSeed, var first, var end, var root])
    return Child.Run(Number(childSeed), Number(first), Number(end), root);

var count = args.Length > 0 ? Number(args[0]) : 100_000;
var seed = args.Length > 1 ? Number(args[1]) : 1;
var folder = Directory.CreateTempSubdirectory("tfaip-attacks-").FullName;
var report = new Storm(folder, Console.Out).Run(count, seed);

Console.WriteLine(
    $"{report.Cases.Values.Sum()} files read ({string.Join(", ", report.Cases.Select(kind => $"{kind.Value} {kind.Key}"))}), "
    + $"{report.Restarts} restarts; seed {seed}");
Directory.Delete(folder, recursive: true);
return report.Faults.Count == 0 ? 0 : 1;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
