using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Parameters;

/// <summary>Which steps are profiled.</summary>
public sealed record ProfileParams
{
    /// <value>The first step that is profiled, from 1; the steps before warm up. Default: 11.</value>
    [Description("The first step that is profiled, from 1; the steps before warm up."), Range(1, long.MaxValue)]
    public long FirstStep { get; init; } = 11;

    /// <value>How many steps are profiled. Default: 50.</value>
    [Description("How many steps are profiled."), Range(1, 100_000)]
    public int Steps { get; init; } = 50;
}
