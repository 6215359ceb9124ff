namespace Tfaip.Commands.Progress;

/// <summary>How progress is shown.</summary>
internal enum ProgressMode
{
    /// <summary>Drawn in place on a terminal, as lines elsewhere.</summary>
    Auto,

    /// <summary>As lines.</summary>
    Lines,

    /// <summary>Not at all.</summary>
    None,
}
