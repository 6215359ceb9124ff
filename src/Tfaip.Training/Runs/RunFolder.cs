using System.Globalization;
using System.Text;
using Tfaip.Configuration.Interpolation;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Streams;
using Tfaip.Parameters.Trees;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Runs;

/// <summary>
/// The folder of a run. A new run in the folder of a finished one takes its place; the old one is put aside as
/// <c>NAME.previous</c> and deleted when the new run has its first checkpoint, so that there is always one of the two.
/// </summary>
internal sealed class RunFolder
{
    private readonly IDurableFiles _files;
    private readonly RunReplacement _replacement;

    /// <summary>Names a run directory; nothing is read or written yet.</summary>
    public RunFolder(string path)
        : this(path, DurableFiles.OfSystem)
    {
    }

    internal RunFolder(string path, IDurableFiles files)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _files = files;
        Path = Resolve(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        var warnings = new FileWarnings();
        Checkpoints = new CheckpointStore(Path, files, warnings);
        _replacement = new RunReplacement(this, files, warnings);
    }

    /// <summary>The full path; that of a symbolic link's target.</summary>
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

    /// <summary>Keeps other programs from writing into the folder until the result is disposed.</summary>
    /// <exception cref="TfaipException">Another program writes into it.</exception>
    internal RunLock Lock() => RunLock.Take(Path, _files);

    /// <summary>Refuses what a new run must not replace.</summary>
    /// <param name="overwrite">Whether a run that is not finished may be replaced.</param>
    /// <exception cref="TfaipException">The folder holds something else, or a run that is not finished.</exception>
    public void CheckReplaceable(bool overwrite)
    {
        _replacement.Recover();
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
                $"{Path}: holds a run that is not finished. Go on with it (tfaip-train resume {ShellWord.Of(Path)}), or replace it with "
                + "--overwrite.");
        }
    }

    /// <summary>Deletes what a program that ended was writing.</summary>
    public void DeleteLeftOvers() => _replacement.DeleteLeftOvers();

    /// <summary>Puts a run that is there aside.</summary>
    /// <exception cref="TfaipException">The folder cannot be made, or there is something where the run is to be put.</exception>
    public void BeginReplacement() => _replacement.Begin();

    /// <summary>Deletes the run that was put aside, if the new one has a checkpoint.</summary>
    public void EndReplacement() => _replacement.End();

    /// <summary>Reads what the folder is a run of.</summary>
    /// <exception cref="TfaipException">It holds no run.</exception>
    public RunFile ReadRun()
    {
        if (!IsRun(Path)) _replacement.Recover();
        return RunFile.Read(Path);
    }

    /// <summary>Writes what the folder is a run of. This makes the folder a run, which can be replaced.</summary>
    public void WriteRun(IRunParams parameters, string scenario)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        new RunFile(parameters.Scenario, scenario).Write(Path, _files.ReplaceFile);
    }

    /// <summary>Writes the resolved parameter tree. This makes the run one that can be resumed.</summary>
    /// <returns>Its text.</returns>
    public string WriteConfig(IRunParams parameters)
    {
        var config = ConfigOf(parameters);
        _files.ReplaceFile(In(RunFiles.Config), file => file.Write(Encoding.UTF8.GetBytes(config)));
        return config;
    }

    /// <summary>The text of the resolved parameter tree, as <see cref="WriteConfig"/> writes it.</summary>
    public string ConfigOf(IRunParams parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        // Relative to the folder, so that a run can be moved together with what it needs, and its package is the same anywhere.
        return YamlWriter.Write(ExpressionText.Escape(ParameterEmitter.Emit(parameters.WithOutput(Path), relativeTo: Path)));
    }

    /// <summary>Whether there is nothing that a new run would replace.</summary>
    internal bool IsFree => !Directory.Exists(Path)
        || Directory.EnumerateFileSystemEntries(Path)
            .All(path => FileReplacement.IsLeftOver(path) || System.IO.Path.GetFileName(path) == RunLock.InnerName);

    /// <summary>Whether a folder holds a run.</summary>
    internal static bool IsRun(string path) => File.Exists(System.IO.Path.Combine(path, RunFile.FileName));

    private bool IsFinished()
    {
        if (Checkpoints.Newest is not { } newest || !File.Exists(In(RunFiles.Config))) return false;
        var config = YamlReader.Read(ConfigText.Read(In(RunFiles.Config), includedAt: null), In(RunFiles.Config)) as MappingNode;
        var epochs = Text((config?.Find("trainer")?.Value as MappingNode)?.Find("epochs"));
        var exports = Text(config?.Find("export")) != "none";
        return int.TryParse(epochs, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && CheckpointFolder.ReadState(newest) is var state
            && (state.Epoch >= count || state.StopReason is not null)
            && (!exports || File.Exists(In(RunFiles.Package)));
    }

    // A link stays one: what it names is the folder, which a new run takes the place of.
    private static string Resolve(string path) => new DirectoryInfo(path) is { LinkTarget: not null } link
        ? System.IO.Path.TrimEndingDirectorySeparator(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName)
        : path;

    private static string? Text(MappingEntry? entry) => (entry?.Value as ScalarNode)?.Text;
}
