using System.Runtime.InteropServices;

namespace Attacks.Doors;

/// <summary>Runs and their checkpoints: resumed, evaluated, started from.</summary>
internal sealed partial class RunDoor(Seeds seeds) : IDoor
{
    private const int Everybody = 0x1B6;

    public string Name => "run";

    public string? Attack(Random random, string folder)
    {
        var run = Path.Combine(folder, "run");
        CopyFolder(seeds.Run, run);
        File.Copy(Path.Combine(seeds.Folder, "labels.txt"), Path.Combine(folder, "labels.txt"));
        for (var count = 1 + random.Next(3); count > 0; count--)
            Spoil(run, Path.Combine(Path.GetDirectoryName(folder)!, "outside"), random);
        var checkpoint = Path.Combine(run, random.Next(2) == 0 ? "best" : Path.Combine("checkpoints", "step-000002"));
        return random.Next(8) switch
        {
            0 => Reading.ByTool("resume", run, "--trainer.epochs", "2", "--progress", "none"),
            1 or 2 => Reading.ByTool("resume", run, "--trainer.epochs", "2", "--dry-run"),
            3 or 4 => Reading.ByTool("evaluate", run, "--checkpoint", random.Next(2) == 0 ? "best" : "last"),
            5 => Reading.ByTool("resume", run, "--print-config"),
            6 => Reading.ByTool(seeds.ConfigFile, "--output", Path.Combine(folder, "new"), "--dry-run", "--trainer.warm_start.source", run),
            _ => Reading.ByTool(
                seeds.ConfigFile, "--output", Path.Combine(folder, "new"), "--dry-run", "--trainer.warm_start.source", checkpoint),
        };
    }

    private static void Spoil(string run, string outside, Random random)
    {
        // The scenario stays this program's: a run is code.
        var files = Directory.EnumerateFiles(
            run, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(path => Path.GetFileName(path) is not ("run.json" or "config.yaml")).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) return;
        var file = files[random.Next(files.Count)];
        switch (random.Next(12))
        {
            case 0:
                File.Delete(file);
                File.CreateSymbolicLink(file, Path.Combine(outside, "theirs"));
                break;
            case 1 when Path.GetDirectoryName(file) is { } folder && folder != run:
                Directory.Delete(folder, recursive: true);
                Directory.CreateSymbolicLink(folder, outside);
                break;
            case 2:
                File.Delete(file);
                _ = MakePipe(file, Everybody);
                break;
            case 3:
                File.Delete(file);
                File.CreateSymbolicLink(file, "/dev/zero");
                break;
            case 4:
                Sealing.AddFile(
                    Path.GetDirectoryName(file)!,
                    random.Next(3) switch { 0 => "../../../outside/written", 1 => "../events/x", _ => "run.json" });
                break;
            default:
                if (new FileInfo(file) is { LinkTarget: null, Length: > 0 } && File.Exists(file))
                    File.WriteAllBytes(file, Mutation.Of(File.ReadAllBytes(file), random));
                if (random.Next(4) > 0) Sealing.Seal(Path.GetDirectoryName(file)!);
                break;
        }
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, int mode);
}
