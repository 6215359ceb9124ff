using Tfaip.Training.Metrics;

namespace Tfaip.Training.Callbacks;

/// <summary>What a run reached, how long it took, how it ended.</summary>
public sealed record RunSummary
{
    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <value>The error's message, where it failed. Default: null.</value>
    public string? Error { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <value>The best checkpoint. Default: null, where none was measured yet.</value>
    public BestInfo? Best { get; init; }

    /// <summary>Epochs that are complete.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps done, those before a resume included.</summary>
    public required long Steps { get; init; }

    /// <value>The values of the last evaluation by name. Default: none.</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>How long training and evaluation took, since the start or the resume.</summary>
    public required TimeSpan TrainingDuration { get; init; }

    /// <value>How long the export took, verification included. Default: zero, where there was none.</value>
    public TimeSpan ExportDuration { get; init; }

    /// <value>What training, evaluation and prediction did since the start or the resume, and how long each took. Default: none.</value>
    public IReadOnlyList<PhaseTime> Times { get; init; } = [];

    /// <value>Why a callback ended training before its last epoch. Default: null, none did.</value>
    public string? StopReason { get; init; }

    /// <value>Full path of the package. Default: null, where none was written.</value>
    public string? Package { get; init; }
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>All epochs were trained, and the export is done.</summary>
    Completed,

    /// <summary>It was asked to stop; it can be resumed.</summary>
    Interrupted,

    /// <summary>An error ended it.</summary>
    Failed,
}
