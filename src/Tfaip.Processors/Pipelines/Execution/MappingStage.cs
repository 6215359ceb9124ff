using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Processors of single samples that follow each other. Safe for parallel calls, as they are.</summary>
internal sealed class MappingStage
{
    private readonly ProcessorStep[] _steps;
    private readonly Processor[] _processors;

    public MappingStage(IReadOnlyList<ProcessorStep> steps)
    {
        _steps = [.. steps];
        _processors = [.. steps.Select(step => (Processor)step.Processor)];
    }

    public int Count => _steps.Length;

    /// <summary>Processes one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="seed">The epoch's seed.</param>
    /// <param name="index">What seeds the processors beside it: the index of the sample.</param>
    /// <param name="meter">Measures the processors.</param>
    /// <param name="drop">Why the sample was left out.</param>
    /// <returns>The processed sample, or null where it was left out.</returns>
    public Sample? Process(Sample sample, EpochSeed seed, long index, WorkMeter meter, out SampleDrop? drop)
    {
        drop = null;
        var current = sample;
        for (var i = 0; i < _steps.Length; i++)
        {
            var random = seed.For(index, _steps[i].Position);
            current = Run(i, current, sample, index, ref random, ref drop);
            meter.Completed(_steps[i].Meter);
            if (current is null) return null;
        }

        return current;
    }

    /// <summary>
    /// As <see cref="Process"/>, and finds out how much of it can be kept: all up to the first processor whose results may not be
    /// kept, or that drew random numbers. One that drew none for a sample never will, since its random numbers are all that differs.
    /// </summary>
    public Sample? ProcessAndKeep(Sample sample, EpochSeed seed, long index, WorkMeter meter, out SampleDrop? drop, out KeptSample? kept)
    {
        drop = null;
        kept = null;
        var current = sample;
        for (var i = 0; i < _steps.Length; i++)
        {
            if (kept is null && !_processors[i].IsCacheable) kept = new(current, i, null);
            var random = seed.For(index, _steps[i].Position);
            var before = (Sample: current, random.State);
            current = Run(i, current, sample, index, ref random, ref drop);
            if (kept is null && random.State != before.State) kept = new(before.Sample, i, null);
            meter.Completed(_steps[i].Meter);
            if (current is not null) continue;
            if (drop!.Error is null) kept ??= new(null, i, drop);
            return null;
        }

        kept ??= new(current, _steps.Length, null);
        return current;
    }

    /// <summary>Goes on with what was kept.</summary>
    public Sample? Resume(KeptSample kept, EpochSeed seed, long index, WorkMeter meter, out SampleDrop? drop)
    {
        drop = kept.Drop;
        var current = kept.Sample;
        for (var i = kept.Next; i < _steps.Length && current is not null; i++)
        {
            var random = seed.For(index, _steps[i].Position);
            current = Run(i, current, current, index, ref random, ref drop);
            meter.Completed(_steps[i].Meter);
        }

        return current;
    }

    private Sample? Run(int place, Sample sample, Sample original, long index, ref SampleRandom random, ref SampleDrop? drop)
    {
        Sample? result;
        try
        {
            result = _processors[place].Process(sample, ref random);
        }
        catch (Exception cause) when (cause is not OperationCanceledException && !MemoryShortage.IsCause(cause))
        {
            var explained = CauseText.Explain(cause);
            var name = _steps[place].Name;
            drop = new(name, explained, new TfaipException(
                $"{original.Source} (sample {index}): the processor '{name}' failed: {explained}", cause));
            return null;
        }

        if (result is { DropReason: null }) return result;
        drop = new(_steps[place].Name, result?.DropReason ?? SampleDrop.NoReason);
        return null;
    }
}
