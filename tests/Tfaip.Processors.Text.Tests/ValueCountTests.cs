using System.Text;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Processors.Text.Tests;

/// <summary>What processors of text say of the number of values.</summary>
[TestClass]
public sealed class ValueCountTests
{
    [TestMethod]
    public void An_alphabet_counts_its_characters_and_the_blank()
    {
        AssertCounts(
            "Targets text 3", new EncodeTextParams { Side = SampleSide.Targets, Alphabet = new() { Characters = "abc", Blank = null } });
        AssertCounts("Inputs text 4", new EncodeTextParams { Alphabet = new() { Characters = "abc", Blank = 0 } });
    }

    [TestMethod]
    public void A_vocabulary_of_word_pieces_counts_its_tokens() =>
        AssertCounts("Inputs input_ids 5", new WordpieceParams { Vocabulary = File("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n") });

    private static void AssertCounts(string expected, ProcessorParams processor)
    {
        var count = processor.CountsAfter([]).Single();
        Assert.AreEqual(expected, $"{count.Side} {count.Key} {count.Count}");
    }

    private static ResourceFile File(string text) => new("vocabulary.txt", _ => Encoding.UTF8.GetBytes(text));
}
