using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Parameters;

/// <summary>Which steps are profiled.</summary>
public sealed record ProfileParams
{
    /// <value>The first step that is profiled, from 1; the steps before warm up. Default: 11.</value>
    [Range(1, long.MaxValue)]
    public long FirstStep { get; init; } = 11;

    /// <value>How many steps are profiled. Default: 50.</value>
    [Range(1, 100_000)]
    public int Steps { get; init; } = 50;
}
