using System.Text.Json;
using System.Text.Json.Serialization;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Training.Runs;

/// <summary>The file <c>run.json</c> of a run directory: which scenario the run is of, so that the run can be opened again.</summary>
/// <param name="ScenarioAssembly">The scenario's project or assembly: a full path.</param>
/// <param name="Scenario">The scenario's name.</param>
internal sealed record RunFile(string ScenarioAssembly, string Scenario)
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "run.json";

    private const int CurrentFormatVersion = 1;

    /// <value>
    /// The full path of the folder that the run was written in, where it has been moved since. Default: null, it is where it was.
    /// </value>
    public string? FormerFolder { get; init; }

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Reads the file of a run directory.</summary>
    /// <exception cref="TfaipException">
    /// There is no run, its file is not as it must be, or it has been moved and its scenario is gone.
    /// </exception>
    public static RunFile Read(string runDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(runDirectory);
        var directory = Path.GetFullPath(runDirectory);
        if (!Directory.Exists(directory)) throw new TfaipException($"{runDirectory}: there is no such run directory.");
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            throw new TfaipException(
                $"{runDirectory}: this is not a run directory: it has no {FileName}. Give the folder that tfaip-train wrote.");
        try
        {
            var content = JsonSerializer.Deserialize<Content>(RegularFile.ReadAllBytes(path), Format)
                ?? throw new JsonException("there is no object");
            if (content.FormatVersion != CurrentFormatVersion)
                throw new TfaipException(
                    $"{path}: the run has the format version {content.FormatVersion}; this program reads version {CurrentFormatVersion}.");
            var former = content.Folder is { } folder && folder != directory ? folder : null;
            return new(FindScenario(runDirectory, content.ScenarioAssembly, directory, former), content.Scenario) { FormerFolder = former };
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new TfaipException($"{path}: this is not the description of a run: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>
    /// Writes the file; the scenario's path is relative to the run directory, so that both can move together, and the directory is there
    /// too, so that the run can move alone.
    /// </summary>
    public void Write(string runDirectory) => Write(runDirectory, AtomicFile.Write);

    /// <summary>As <see cref="Write(string)"/>, by a caller's way to replace files.</summary>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="replace">Puts what an action writes into the place of a file, complete or not at all.</param>
    public void Write(string runDirectory, Action<string, Action<Stream>> replace)
    {
        ArgumentException.ThrowIfNullOrEmpty(runDirectory);
        ArgumentNullException.ThrowIfNull(replace);
        var relative = Path.GetRelativePath(Path.GetFullPath(runDirectory), ScenarioAssembly).Replace(Path.DirectorySeparatorChar, '/');
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new Content(CurrentFormatVersion, relative, Scenario, Path.GetFullPath(runDirectory)), Format);
        replace(Path.Combine(runDirectory, FileName), file =>
        {
            file.Write(json);
            file.WriteByte((byte)'\n');
        });
    }

    private static string FindScenario(string runDirectory, string path, string folder, string? formerFolder)
    {
        var here = Path.GetFullPath(path, folder);
        if (formerFolder is null || File.Exists(here)) return here;
        var there = Path.GetFullPath(path, formerFolder);
        return File.Exists(there) ? there : throw new TfaipException(
            $"{runDirectory}: the run was moved from {formerFolder}, and its scenario is neither at {here} nor at {there}. Put it at one "
            + "of these places.");
    }

    private sealed record Content(
        [property: JsonRequired] int FormatVersion,
        [property: JsonRequired] string ScenarioAssembly,
        [property: JsonRequired] string Scenario,
        string? Folder = null);
}
