namespace Tfaip.Training.Callbacks;

/// <summary>Something that people should know came up while a run went on. It goes on all the same.</summary>
/// <param name="Text">A sentence that says what and where, and what to do.</param>
public sealed record WarningRaised(string Text) : RunEvent;
