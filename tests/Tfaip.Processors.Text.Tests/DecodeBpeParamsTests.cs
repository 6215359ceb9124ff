using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Processors.Text.Tests;

[TestClass]
public sealed class DecodeBpeParamsTests
{
    [TestMethod]
    [DataRow("low er", "lower")]
    [DataRow("low Ġlow", "low low")]
    [DataRow("Ġlower Ċ new", " lower\nnew")]
    [DataRow("Ã¤", "ä")]
    [DataRow("Ã ¤", "ä")]
    [DataRow("â Ĥ ¬ low", "€low")]
    [DataRow("low Ã low", "low\uFFFDlow")]
    [DataRow("<s> low </s> <pad> <pad>", "low")]
    [DataRow("", "")]
    public void Tokens_spell_bytes_and_bytes_the_text(string tokens, string expected)
    {
        using var folder = new TestFolder();
        Assert.AreEqual(expected, Decode(Parameters(folder), tokens));
    }

    [TestMethod]
    public void What_was_encoded_comes_back_as_it_was()
    {
        using var folder = new TestFolder();
        var decode = Parameters(folder);
        var encode = BpeParamsTests.Parameters(folder) with
        {
            Begin = "<s>",
            End = "</s>",
            Pad = "<pad>",
            MaxLength = 64,
            PadToMaxLength = true
        };
        Gen.OneOf(Gen.String[Gen.Char["lower new\n\t"], 0, 30], Gen.String[0, 12]).Where(BpeParamsTests.IsWellFormed).Sample(
            text =>
            {
                var ids = Run.OnSample(encode, new Sample().WithInput("text", text))!.Inputs["input_ids"];
                return (string)Run.Value(decode, ids)! == text;
            },
            iter: 300);
    }

    [TestMethod]
    public void Special_tokens_are_kept_at_will_and_the_end_is_the_end()
    {
        using var folder = new TestFolder();
        var parameters = Parameters(folder);
        Assert.AreEqual("<s>low</s><pad>", Decode(parameters with { SkipSpecialTokens = false }, "<s> low </s> <pad>"));
        Assert.AreEqual("<s>low<pad>", Decode(parameters with { SpecialTokens = ["</s>"] }, "<s> low </s> <pad>"));
        Assert.AreEqual("low", Decode(parameters with { End = "</s>" }, "<s> low </s> new </s> new"));
        Assert.AreEqual("lownew", Decode(parameters, "<s> low </s> new"));
        Assert.AreEqual("<s>low</s>", Decode(parameters with { End = "</s>", SkipSpecialTokens = false }, "<s> low </s> new"));
        Assert.AreEqual(
            "",
            Decode(parameters with { SpecialTokens = [], End = "low" }, "low new"),
            "an end of one's own is left out as special ones are");
    }

    [TestMethod]
    public void Scores_count_by_their_largest_and_may_be_of_more_tokens()
    {
        using var folder = new TestFolder();
        var width = BpeParamsTests.Tokens.Length + 3;
        var scores = new float[3 * width];
        foreach (var (i, number) in BpeParamsTests.Numbers("low er new").Index()) scores[(i * width) + (int)number] = 1;
        var sample = new Sample().WithOutput("text", Tensor.Create(scores, [3, width])).WithOutput("count", 2L);

        Assert.AreEqual("lower", Run.OnSample(Parameters(folder) with { Key = "text", Length = "count" }, sample)!.Outputs["text"]);
        Assert.AreEqual("lowernew", Run.OnSample(Parameters(folder) with { Key = "text" }, sample)!.Outputs["text"]);
    }

    [TestMethod]
    public void Wrong_parameters_and_values_are_refused()
    {
        using var folder = new TestFolder();
        var good = Parameters(folder) with { Key = "text" };
        var count = BpeParamsTests.Tokens.Length;
        Run.AssertNotCreated(new DecodeBpeParams { Key = "text" }, "decode_bpe: vocabulary: give the file of the vocabulary.");
        Run.AssertNotCreated(good with { End = "</e>" }, $"decode_bpe: end: the token '</e>' is not in the vocabulary {good.Vocabulary}.");
        Run.AssertNotCreated(
            good with { SpecialTokens = ["<s>", "<e>"] },
            $"decode_bpe: special_tokens.1: the token '<e>' is not in the vocabulary {good.Vocabulary}.");
        var twice = folder.Write(
            "twice.json",
            File.ReadAllText(good.Vocabulary!.Path).Replace("\"<pad>\":" + (count - 1), "\"<pad>\":0", StringComparison.Ordinal));
        Run.AssertNotCreated(
            good with { Vocabulary = new(twice) }, $"{twice}:1: the token '<pad>' has the number 0, which is that of '!' already.");
        Run.AssertError(
            good,
            Tensor.Create([1L, count], [2]),
            $"the output 'text' is {count} at element 1, but no token of the vocabulary has this number; they go from 0 to {count - 1}.");
        Run.AssertError(
            good,
            Tensor.Create(new float[count - 1], [1, count - 1]),
            $"the output 'text' is float32[1, {count - 1}]; it must be int64[tokens], their numbers, or float32[tokens, {count} or more], "
            + "the scores of each token of the vocabulary.");
        Run.AssertError(
            good with { Length = "count" }, Tensor.Create([1L], [1]), "the sample has no output 'count', the length of the output 'text'.");
    }

    private static DecodeBpeParams Parameters(TestFolder folder) => new() { Vocabulary = BpeParamsTests.Parameters(folder).Vocabulary };

    private static string Decode(DecodeBpeParams parameters, string tokens)
    {
        var numbers = BpeParamsTests.Numbers(tokens);
        return (string)Run.Value(parameters, Tensor.Create(numbers, [numbers.Length]))!;
    }
}
