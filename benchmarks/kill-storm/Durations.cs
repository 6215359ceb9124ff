namespace KillStorm;

/// <summary>How long the parts of a run take.</summary>
/// <param name="Start">To the first step.</param>
/// <param name="Training">From there to the export.</param>
/// <param name="Export">The export and all after it.</param>
internal sealed record Durations(TimeSpan Start, TimeSpan Training, TimeSpan Export);
