namespace KillStorm;

/// <summary>A file of one byte that says which phase a run is in: it survives the process that wrote it.</summary>
internal static class PhaseMark
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "KILL_STORM_PHASE";

    private static readonly FileStream? File = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
        ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
        : null;

    /// <summary>Says which phase begins.</summary>
    public static void Set(Phase phase)
    {
        if (File is null) return;
        File.Position = 0;
        File.WriteByte((byte)phase);
    }

    /// <summary>Reads which phase a run is in.</summary>
    public static Phase Read(string path) => System.IO.File.ReadAllBytes(path) is [var phase, ..] ? (Phase)phase : Phase.Start;

    /// <summary>Says of a run that is about to start that it does so.</summary>
    public static void Reset(string path) => System.IO.File.WriteAllBytes(path, [(byte)Phase.Start]);
}
