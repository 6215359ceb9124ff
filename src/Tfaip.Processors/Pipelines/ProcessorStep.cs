using System.Reflection;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>A processor in its place.</summary>
/// <param name="Processor">The processor.</param>
/// <param name="Name">What it is called in files.</param>
/// <param name="Position">
/// Its place among all processors, those of nested chains counted one by one: it seeds the processor. Those of other modes are
/// counted too, so that one which is left out does not change the others.
/// </param>
/// <param name="Meter">Its place in the statistics.</param>
internal sealed record ProcessorStep(SampleProcessor Processor, string Name, int Position, int Meter)
{
    /// <summary>Creates the processors that run in a mode.</summary>
    public static ProcessorStep[] Create(IReadOnlyList<ProcessorParams> processors, PipelineMode mode)
    {
        var steps = new List<ProcessorStep>();
        var position = 0;
        Add(processors, isRunning: true);
        return [.. steps];

        void Add(IReadOnlyList<ProcessorParams> list, bool isRunning)
        {
            foreach (var parameters in list)
            {
                var runs = isRunning && parameters.Modes.Contains(mode);
                if (parameters is ChainParams chain)
                {
                    Add(chain.Processors, runs);
                    continue;
                }

                // The first place of the statistics belongs to the source.
                if (runs) steps.Add(new(parameters.Create(), NameOf(parameters), position, steps.Count + 1));
                position++;
            }
        }
    }

    /// <summary>What messages call a processor.</summary>
    public static string NameOf(ProcessorParams parameters) =>
        parameters.GetType().GetCustomAttribute<VariantAttribute>()?.Name ?? parameters.GetType().Name;
}
