using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>Mixes neighbours: keeps some samples and gives a random one of them for each that comes in.</summary>
/// <remarks>
/// For the samples that a processor before it made of one; the samples of the source are shuffled as a whole already. In training
/// alone by default.
/// </remarks>
[Variant("shuffle")]
public sealed record ShuffleParams : SequenceProcessorParams
{
    /// <summary>Sets the mode to training.</summary>
    public ShuffleParams() => Modes = [PipelineMode.Training];

    /// <value>How many samples are kept. Default: 1000.</value>
    [Range(1, 100_000_000)]
    public int BufferSize { get; init; } = 1000;

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new Shuffle(BufferSize);

    private sealed class Shuffle(int size) : SequenceProcessor
    {
        public override IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random)
        {
            var buffer = new List<Sample>();
            foreach (var sample in samples)
            {
                if (buffer.Count < size)
                {
                    buffer.Add(sample);
                    continue;
                }

                var place = random.NextInt32(size);
                yield return buffer[place];
                buffer[place] = sample;
            }

            for (; buffer.Count > 0; buffer.RemoveAt(buffer.Count - 1))
            {
                var place = random.NextInt32(buffer.Count);
                yield return buffer[place];
                buffer[place] = buffer[^1];
            }
        }
    }
}
