using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// The processors of single samples of one mode, one after the other: what prepares an input for prediction, and what finishes an
/// answer. Safe for parallel calls, as its processors are.
/// </summary>
public sealed class ProcessorChain
{
    private readonly MappingStage _stage;

    /// <summary>Creates the processors.</summary>
    /// <param name="processors">All processors; those of other modes are left out.</param>
    /// <param name="mode">What the chain runs for.</param>
    /// <exception cref="TfaipException">A processor cannot be created, or maps streams.</exception>
    public ProcessorChain(IReadOnlyList<ProcessorParams> processors, PipelineMode mode)
    {
        ArgumentNullException.ThrowIfNull(processors);
        var steps = ProcessorStep.Create(processors, mode);
        if (steps.FirstOrDefault(step => step.Processor is not Processor) is { } sequence)
        {
            var name = mode.ToString().ToLowerInvariant();
            throw new TfaipException(
                $"The processor '{sequence.Name}' maps a stream of samples, but here each sample is processed alone. "
                + $"Take '{name}' out of its modes.");
        }

        _stage = new(steps);
    }

    /// <summary>Processes one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The sample's index in its source, from 0.</param>
    /// <returns>The processed sample, or null where a processor dropped it.</returns>
    /// <exception cref="TfaipException">A processor failed; the message names it, the sample and its source.</exception>
    public Sample? Process(Sample sample, ulong seed, int epoch, long index) => Process(sample, seed, epoch, index, out _);

    /// <summary>Processes one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The sample's index in its source, from 0.</param>
    /// <param name="drop">Which processor dropped the sample and why; null where none did.</param>
    /// <returns>The processed sample, or null where a processor dropped it.</returns>
    /// <exception cref="TfaipException">A processor failed; the message names it, the sample and its source.</exception>
    public Sample? Process(Sample sample, ulong seed, int epoch, long index, out SampleDrop? drop)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var processed = _stage.Process(sample, new(seed, epoch), index, WorkMeter.None, out drop);
        if (drop?.Error is { } error) throw error;
        return processed;
    }
}
