namespace Tfaip.Training.Callbacks;

/// <summary>The exporter goes on.</summary>
/// <param name="Text">What it is doing, or has done.</param>
public sealed record ExportProgressed(string Text) : RunEvent;
