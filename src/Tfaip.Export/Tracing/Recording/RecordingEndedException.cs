namespace Tfaip.Export.Tracing.Recording;

/// <summary>A recording without arithmetic made another call than the one with numbers, so that nobody knows what it would give.</summary>
internal sealed class RecordingEndedException : Exception;
