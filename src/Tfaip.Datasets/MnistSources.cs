using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Idx;
using Tfaip.Processors.Samples;

namespace Tfaip.Datasets;

/// <summary>Opens the splits of MNIST.</summary>
public static class MnistSources
{
    /// <summary>
    /// Opens a split: the 60,000 training images, or the 10,000 test images for evaluation. Samples have the input
    /// <c>image</c>, uint8[28, 28], and the target <c>label</c>, int64.
    /// </summary>
    public static ISampleSource Open(this MnistFiles files, PipelineMode mode)
    {
        ArgumentNullException.ThrowIfNull(files);
        return mode == PipelineMode.Training
            ? new IdxParams { Images = files.TrainingImages, Labels = files.TrainingLabels }.Open()
            : new IdxParams { Images = files.TestImages, Labels = files.TestLabels }.Open();
    }
}
