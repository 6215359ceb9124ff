using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Manifests;
using Tfaip.Training.Files;
using Tfaip.Training.Profiling;
using Tfaip.Training.Reporting;
using Tfaip.Training.Reporting.Html;
using Tfaip.Training.WarmStart;

namespace Tfaip.Training.Runs;

/// <summary>
/// The entries of a run directory that training writes, and deletes. A run that came from elsewhere may have links in their places, through
/// which a run that goes on would write and delete outside its directory.
/// </summary>
internal static class RunEntries
{
    /// <summary>The names of files and folders in the run directory.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        RunFile.FileName, RunFiles.Config, RunFiles.Package, RunFiles.LastPackage, RunReplacement.Discarded, RunLock.InnerName,
        "checkpoints", Best, Path.TrimEndingDirectorySeparator(Manifest.ResourceFolder),
        MetricsLog.FileName, EventLog.FolderName, MeasurementFile.FileName, MeasurementFile.Folder, SummaryFile.FileName,
        RunReport.FileName,
        Profiler.TraceFile, Profiler.TableFile, WarmStarter.FileName,
    };

    private const string Best = "best";

    /// <summary>
    /// Refuses links, named pipes, sockets and devices where a run has files and folders. Others' entries are left alone.
    /// </summary>
    /// <param name="run">The full path of the run directory.</param>
    /// <exception cref="TfaipException">There is one; the message names it.</exception>
    public static void Check(string run)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(run))
        {
            // The best checkpoint's folder has ends while it is replaced.
            var name = Path.GetFileName(path);
            if (Names.Contains(name) || name.StartsWith(Best + ".", StringComparison.OrdinalIgnoreCase)) CheckTree(path);
        }
    }

    private static void CheckTree(string path)
    {
        if (RegularFile.Oddity(path) is { } oddity)
        {
            throw new TfaipException(
                $"{path}: is {oddity}. A run goes on through none: it would write and delete outside its directory. "
                + "Delete it, or put the file or folder itself in its place.");
        }

        if (!Directory.Exists(path)) return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(path)) CheckTree(entry);
    }
}
