namespace SignalStorm;

/// <summary>What a storm came to.</summary>
/// <param name="Signals">How many signals runs received that went on.</param>
/// <param name="Resumed">How many starts left a checkpoint and were resumed.</param>
/// <param name="Empty">How many starts ended before there was anything to resume.</param>
/// <param name="Complete">How many starts were complete before their signal came.</param>
/// <param name="Failures">What was not as it has to be; none if all is well.</param>
public sealed record StormReport(int Signals, int Resumed, int Empty, int Complete, IReadOnlyList<string> Failures);
