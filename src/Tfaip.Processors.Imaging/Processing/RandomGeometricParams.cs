using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// The parameters of a processor that moves pixels at random, by default in training alone. The result depends on the run's seed, the
/// epoch, the sample's index and the processor's place in the list, and on nothing else: it has the same bits on every machine.
/// </summary>
public abstract record RandomGeometricParams : GeometricParams
{
    /// <summary>Creates the parameters, for training.</summary>
    protected RandomGeometricParams() => Modes = [PipelineMode.Training];

    /// <value>How often an image is changed at all, from 0 to 1. Default: 1, unless the variant says otherwise.</value>
    [Range(0.0, 1.0)]
    public double Probability { get; init; } = 1;
}
