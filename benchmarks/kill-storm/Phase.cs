namespace KillStorm;

/// <summary>What a run is doing.</summary>
public enum Phase
{
    /// <summary>The process starts, reads the configuration, opens the data, resumes.</summary>
    Start,

    /// <summary>Training steps.</summary>
    Step,

    /// <summary>Held-out samples are measured.</summary>
    Evaluation,

    /// <summary>A checkpoint is written beside, beside the step that goes on.</summary>
    CheckpointWriting,

    /// <summary>A finished checkpoint takes its place, or an older one goes.</summary>
    CheckpointReplacing,

    /// <summary>The package is made and compared with the model.</summary>
    Export,

    /// <summary>Samples are predicted from the package; the summary is written.</summary>
    End,
}
