namespace Tfaip.Datasets;

/// <summary>How patient a download is.</summary>
public sealed record FileDownloadOptions
{
    /// <value>How often a mirror is asked before the next one is, when it fails in a way that may pass. Default: 3.</value>
    public int Attempts { get; init; } = 3;

    /// <value>The pause before the second attempt; it doubles with each further one. Default: one second.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>How long a mirror may send nothing before the attempt counts as failed. Default: 30 seconds.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
