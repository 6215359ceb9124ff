namespace Tfaip.Processors.Samples;

/// <summary>The values that a free size can take: <paramref name="Low"/>, <paramref name="Low"/> + <paramref name="Step"/>, … up to <paramref name="High"/>.</summary>
/// <param name="Low">The smallest, 1 or more.</param>
/// <param name="High">The largest.</param>
/// <param name="Step">The step, 1 or more.</param>
public sealed record SizeRange(int Low, int High, int Step = 1);
