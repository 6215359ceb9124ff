namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>
/// The form of a dump, a file of JSON lines: <c>{"dump": 1, "scenario": …, "models": […]}</c>, a line for each sample, <c>{"set": …,
/// "source": …, "targets": {…}, "outputs": {…}}</c>, and last <c>{"result": {…}}</c> with the values that were measured. A dump without the
/// last line is not complete.
/// </summary>
internal static class DumpFile
{
    public const int CurrentVersion = 1;
    public const string Extension = ".jsonl";
    public const string VersionKey = "dump";
    public const string ScenarioKey = "scenario";
    public const string ModelsKey = "models";
    public const string SetKey = "set";
    public const string SourceKey = "source";
    public const string TargetsKey = "targets";
    public const string OutputsKey = "outputs";
    public const string MetaKey = "meta";
    public const string ResultKey = "result";

    /// <summary>Whether a path is that of a dump.</summary>
    public static bool Is(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);
}
