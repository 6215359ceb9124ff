namespace Tfaip.Training.Profiling;

/// <summary>Something that took time.</summary>
/// <param name="Name">What.</param>
/// <param name="Thread">The thread's number.</param>
/// <param name="Start">When it began, from the begin of the profile.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record TraceEvent(string Name, int Thread, TimeSpan Start, TimeSpan Duration);
