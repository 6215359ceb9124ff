namespace Tfaip.Training.Metrics;

/// <summary>The target that metrics leave out.</summary>
internal static class IgnoredTarget
{
    /// <summary>What <c>IgnoreIndex</c> is unless it is given: that of PyTorch's losses.</summary>
    public const long Default = -100;
}
