using System.Globalization;
using Attacks.Doors;

namespace Attacks;

/// <summary>
/// The process that reads hostile files, many after each other. It says what it begins and how that ended, a line each; whoever started it
/// sees by the last line what a crash or a hang came from.
/// </summary>
internal static class Child
{
    /// <summary>The word that makes the program one.</summary>
    public const string Verb = "child";

    private const long MostMemory = 512L << 20;

    /// <summary>Reads the cases from a number up to another.</summary>
    public static int Run(int seed, int first, int end, string root)
    {
        // Lines for the parent go another way than what a case prints.
        using var lines = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);
        var outside = MakeOutside(root);
        var seeds = new Seeds(Path.Combine(root, $"seeds-{Environment.ProcessId}"));
        IDoor[] doors = [
            new RunDoor(seeds),
            new DumpDoor(seeds),
            new WeightsDoor(seeds),
            new PackageDoor(seeds),
            new ImageDoor(seeds),
            new DataDoor(seeds)
        ];
        var before = Listing(root, outside);
        var work = Path.Combine(root, "work");

        // The libraries are loaded, and have the memory that they take: what a case takes is beyond it.
        foreach (var door in doors) Try(door, new Random(0), work);
        var baseline = Memory("VmRSS");
        for (var number = first; number < end; number++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + number));
            var door = doors[number % 16 is 0 or 1
                ? 0
                : number % 16 is 2 or 3 or 4 ? 3 : number % 16 is 5 or 6 ? 1 : number % 16 is < 10 ? 2 : number % 16 is < 13 ? 4 : 5];
            lines.WriteLine($"B {number} {door.Name}");
            File.WriteAllText("/proc/self/clear_refs", "5");
            var fault = Try(door, random, work);
            if (fault is null && Memory("VmHWM") - baseline is var taken and > MostMemory) fault = $"takes {taken >> 20} MiB";
            if (Listing(root, outside) is var after && after != before)
            {
                fault = $"changes files elsewhere:\n{before}\n{after}\n{fault}";
                before = after;
            }

            if (fault is not null) lines.WriteLine($"F {number} {door.Name} {fault.ReplaceLineEndings("\u2028")}");
            lines.WriteLine($"E {number} {door.Name}");
        }

        Directory.Delete(seeds.Folder, recursive: true);
        return 0;
    }

    private static string? Try(IDoor door, Random random, string work)
    {
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(work);
        return door.Attack(random, work);
    }

    // A project that leaves a trace when it is built, and a file that somebody owns.
    private static string MakeOutside(string root)
    {
        var outside = Path.Combine(root, "outside");
        if (Directory.Exists(outside)) return outside;
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Combine(outside, "theirs"), "theirs");
        File.WriteAllText(Path.Combine(outside, "Evil.csproj"), """
            <Project>
              <PropertyGroup><Ran>$([System.IO.Path]::GetFullPath('ran'))</Ran></PropertyGroup>
              <Target Name="Build"><WriteLinesToFile File="$(MSBuildThisFileDirectory)ran" Lines="ran" /></Target>
            </Project>
            """);
        return outside;
    }

    // Whatever may have been written, built or deleted beside the folder of the case.
    private static string Listing(string root, string outside) => string.Join('\n', Directory.EnumerateFileSystemEntries(root)
        .Where(path => Path.GetFileName(path) is not ("work" or "home" or "temp")
            && !Path.GetFileName(path).StartsWith("seeds-", StringComparison.Ordinal))
        .Concat(Directory.EnumerateFileSystemEntries(outside, "*", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(path => File.Exists(path)
            ? string.Create(CultureInfo.InvariantCulture, $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path).Ticks}")
            : path));

    private static long Memory(string what)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(what, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
