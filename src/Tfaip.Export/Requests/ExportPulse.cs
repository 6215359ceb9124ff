namespace Tfaip.Export.Requests;

/// <summary>
/// Lets whoever exports follow the export and stop it: the steps of an export on this thread tell the pulse where they are.
/// </summary>
internal sealed class ExportPulse : IDisposable
{
    // Those who beat are far apart, and none of them has a choice to make by it.
    [ThreadStatic]
    private static ExportPulse? _current;

    private readonly ExportPulse? _outer = _current;
    private readonly ExportOptions _options;

    private ExportPulse(ExportOptions options) => _options = options;

    /// <summary>Follows the export on this thread until the result is disposed.</summary>
    public static ExportPulse Begin(ExportOptions options) => _current = new ExportPulse(options);

    /// <summary>Ends the export where that is asked for.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    public static void Beat() => _current?._options.Cancellation.ThrowIfCancellationRequested();

    /// <summary>Says what the export is about to do, and ends it where that is asked for.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    public static void Beat(string step)
    {
        Beat();
        _current?._options.Progress?.Invoke(step);
    }

    public void Dispose() => _current = _outer;
}
