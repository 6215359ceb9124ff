using System.Reflection;
using Tfaip.Processors.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>The processors of one mode, one after the other. Safe for parallel calls, as its processors are.</summary>
public sealed class ProcessorChain
{
    private readonly Step[] _steps;

    /// <summary>Creates the processors.</summary>
    /// <param name="processors">All processors; those of other modes are left out.</param>
    /// <param name="mode">What the chain runs for.</param>
    /// <exception cref="TfaipException">A processor cannot be created.</exception>
    public ProcessorChain(IReadOnlyList<ProcessorParams> processors, PipelineMode mode)
    {
        ArgumentNullException.ThrowIfNull(processors);

        // The place in the whole list seeds a processor, so that one which is left out in a mode does not change the others.
        _steps =
        [
            .. processors.Select((parameters, position) => (parameters, position))
                .Where(item => item.parameters.Modes.Contains(mode))
                .Select(item => new Step(item.parameters.Create(), NameOf(item.parameters), item.position)),
        ];
    }

    /// <summary>Processes one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The sample's index in its source, from 0.</param>
    /// <returns>The processed sample, or null where a processor dropped it.</returns>
    /// <exception cref="TfaipException">A processor failed; the message names it, the sample and its source.</exception>
    public Sample? Process(Sample sample, ulong seed, int epoch, long index)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var current = sample;
        foreach (var step in _steps)
        {
            var random = new SampleRandom(seed, epoch, index, step.Position);
            try
            {
                current = step.Processor.Process(current, ref random);
            }
            catch (Exception cause) when (cause is not OperationCanceledException)
            {
                throw new TfaipException(
                    $"{sample.Source} (sample {index}): the processor '{step.Name}' failed: {Explain(cause)}", cause);
            }

            if (current is null) return null;
        }

        return current;
    }

    /// <summary>
    /// What the message of an error that wraps another says of it: errors that do not explain themselves are named.
    /// </summary>
    internal static string Explain(Exception cause) =>
        cause is TfaipException ? cause.Message : $"{cause.GetType().Name}: {cause.Message}";

    /// <summary>What messages call a processor.</summary>
    internal static string NameOf(ProcessorParams parameters) =>
        parameters.GetType().GetCustomAttribute<VariantAttribute>()?.Name ?? parameters.GetType().Name;

    private sealed record Step(Processor Processor, string Name, int Position);
}
