using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// The parameters of a processor that changes levels at random, by default in training alone. The result depends on the run's seed, the
/// epoch, the sample's index and the processor's place in the list, and on nothing else: it has the same bits on every machine.
/// </summary>
public abstract record PixelAugmentationParams : ImageProcessorParams
{
    /// <summary>Creates the parameters, for training.</summary>
    protected PixelAugmentationParams() => Modes = [PipelineMode.Training];

    /// <value>How often an image is changed at all, from 0 to 1. Default: 1.</value>
    [Range(0.0, 1.0)]
    public double Probability { get; init; } = 1;

    /// <value>The level of full brightness; black is 0, and results are cut off at both. Default: 255.</value>
    [Range(1e-30, float.MaxValue)]
    public double Maximum { get; init; } = 255;
}
