using System.Globalization;
using Tfaip.Export.Runs;
using Tfaip.Processors;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Configuration;
using Tfaip.Training.Configuration.Interpolation;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Loop;

/// <summary>
/// The folder of a run. A new run in the folder of a finished one takes its place; the old one is put aside as
/// <c>NAME.previous</c> and deleted when the new run has its first checkpoint, so that there is always one of the two.
/// </summary>
public sealed class RunFolder
{
    private const string PreviousSuffix = ".previous";

    private readonly string _previous;

    /// <summary>Names a run directory; nothing is read or written yet.</summary>
    public RunFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        _previous = Path + PreviousSuffix;
        Checkpoints = new CheckpointStore(Path);
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The checkpoints.</summary>
    public CheckpointStore Checkpoints { get; }

    /// <summary>
    /// The run directory of a configuration that names none: <c>runs/NAME</c> in the working directory, with the name of the
    /// file's folder if the file is called <c>config.yaml</c>, else of the file.
    /// </summary>
    public static string DefaultFor(string configPath)
    {
        var file = System.IO.Path.GetFullPath(configPath);
        var name = System.IO.Path.GetFileName(file) == RunFiles.Config
            ? System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file))
            : System.IO.Path.GetFileNameWithoutExtension(file);
        return System.IO.Path.GetFullPath(System.IO.Path.Combine("runs", string.IsNullOrEmpty(name) ? "run" : name));
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Refuses what a new run must not replace.</summary>
    /// <param name="overwrite">Whether a run that is not finished may be replaced.</param>
    /// <exception cref="TfaipException">The folder holds something else, or a run that is not finished.</exception>
    public void CheckReplaceable(bool overwrite)
    {
        RecoverReplacement();
        Refuse(overwrite);
    }

    /// <summary>Whether the folder holds a run.</summary>
    public bool HasRun => IsRun(Path);

    /// <summary>Refuses what a new run must not replace, and a folder that cannot be written. Nothing there changes.</summary>
    /// <param name="overwrite">Whether a run that is not finished may be replaced.</param>
    /// <exception cref="TfaipException">The folder holds something else, a run that is not finished, or cannot be written.</exception>
    public void CheckWritable(bool overwrite)
    {
        Refuse(overwrite);
        var folder = Path;
        while (!Directory.Exists(folder) && !File.Exists(folder) && System.IO.Path.GetDirectoryName(folder) is { } above) folder = above;
        try
        {
            File.Create(System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{Path}: the run directory cannot be written: {error.Message}", error);
        }
    }

    private void Refuse(bool overwrite)
    {
        if (IsFree) return;
        if (!File.Exists(In(RunFile.FileName)))
        {
            throw new TfaipException(
                $"{Path}: is not empty and holds no run, so it is left alone. Choose another folder with --output, or empty this one.");
        }

        // A run without a checkpoint has nothing that could be lost.
        if (!overwrite && Checkpoints.Newest is not null && !IsFinished())
        {
            throw new TfaipException(
                $"{Path}: holds a run that is not finished. Go on with it (tfaip-train resume {Path}), or replace it with --overwrite.");
        }
    }

    /// <summary>Puts a run that is there aside.</summary>
    public void BeginReplacement()
    {
        if (!IsFree) Directory.Move(Path, _previous);
        Directory.CreateDirectory(Path);
    }

    /// <summary>Deletes the run that was put aside; the new one has a checkpoint.</summary>
    public void EndReplacement()
    {
        if (IsRun(_previous)) Directory.Delete(_previous, recursive: true);
    }

    /// <summary>Reads what the folder is a run of.</summary>
    /// <exception cref="TfaipException">It holds no run.</exception>
    public RunFile ReadRun()
    {
        if (!IsRun(Path)) RecoverReplacement();
        return RunFile.Read(Path);
    }

    /// <summary>Writes what the folder is a run of.</summary>
    /// <returns>The text of the resolved parameter tree.</returns>
    public string Write(IRunParams parameters, string scenario)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        var config = ConfigOf(parameters);
        WriteInOnePiece(RunFiles.Config, config);
        new RunFile(parameters.Scenario, scenario).Write(Path);
        return config;
    }

    /// <summary>The text of the resolved parameter tree, as <see cref="Write"/> writes it.</summary>
    public string ConfigOf(IRunParams parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        // Relative to the folder, so that a run can be moved together with what it needs, and its package is the same anywhere.
        return YamlWriter.Write(ExpressionText.Escape(ParameterEmitter.Emit(parameters.WithOutput(Path), relativeTo: Path)));
    }

    private bool IsFree => !Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any();

    private static bool IsRun(string path) => File.Exists(System.IO.Path.Combine(path, RunFile.FileName));

    // A replacement that did not come to its first checkpoint is undone.
    private void RecoverReplacement()
    {
        if (!IsRun(_previous)) return;
        if (Checkpoints.Newest is not null || Checkpoints.Best is not null)
        {
            EndReplacement();
            return;
        }

        if (!IsFree && !IsRun(Path)) return;
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Directory.Move(_previous, Path);
    }

    private bool IsFinished()
    {
        if (Checkpoints.Newest is not { } newest || !File.Exists(In(RunFiles.Config))) return false;
        var config = YamlReader.Read(File.ReadAllText(In(RunFiles.Config)), In(RunFiles.Config)) as MappingNode;
        var epochs = Text((config?.Find("trainer")?.Value as MappingNode)?.Find("epochs"));
        var exports = Text(config?.Find("export")) != "none";
        return int.TryParse(epochs, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && CheckpointFolder.ReadState(newest) is var state
            && (state.Epoch >= count || state.StopReason is not null)
            && (!exports || File.Exists(In(RunFiles.Package)));
    }

    private static string? Text(MappingEntry? entry) => (entry?.Value as ScalarNode)?.Text;

    private void WriteInOnePiece(string name, string text)
    {
        File.WriteAllText(In(name + ".partial"), text);
        File.Move(In(name + ".partial"), In(name), overwrite: true);
    }
}
