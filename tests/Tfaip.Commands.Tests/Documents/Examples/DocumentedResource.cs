using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/how-to/resources.md shows this record.
[Variant("spell"), Description("Replaces words by those of a list.")]
public sealed record SpellParams : ProcessorParams
{
    [Description("The words, one a line.")]
    public required ResourceFile Words { get; init; }

    public override Processor Create() => new Spell(Words.ReadLines());
}

// The word of the list that begins like the input.
internal sealed class Spell(IReadOnlyList<string> words) : Processor
{
    public override Sample? Process(Sample sample, ref SampleRandom random)
    {
        var word = (string)sample.Inputs["word"];
        return sample.WithInput("word", words.FirstOrDefault(known => known[0] == word[0]) ?? word);
    }
}
