using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Processors.Text.Tests;

[TestClass]
public sealed class DecodeWordpieceParamsTests
{
    private static readonly string[] Tokens =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "don", "'", "t", "stop", ",", "it", "s", ".", "!", "n't",
        "do", "we", "'ve", "?",
    ];

    // Words with spaces between them; the last two columns differ by Hugging Face's list of replacements, applied by hand in its order.
    [TestMethod]
    [DataRow("[CLS] un ##aff ##able [SEP] [PAD]", "unaffable", "unaffable")]
    [DataRow("[CLS] don ' t stop , it ' s un ##aff ##able . [SEP]", "don ' t stop , it ' s unaffable .", "don't stop, it's unaffable.")]
    [DataRow("do n't stop ! we 've stop ?", "do n't stop ! we 've stop ?", "don't stop! we've stop?")]
    [DataRow("##able un", "##able un", "##able un")]
    [DataRow("[CLS] stop [SEP] it [SEP]", "stop it", "stop it")]
    [DataRow("it [UNK] [MASK] stop", "it stop", "it stop")]
    [DataRow("", "", "")]
    public void Pieces_become_words_and_words_a_text(string tokens, string apart, string together)
    {
        using var folder = new TestFolder();
        Assert.AreEqual(together, Decode(Parameters(folder), tokens));
        Assert.AreEqual(apart, Decode(Parameters(folder) with { CleanUpSpaces = false }, tokens));
    }

    [TestMethod]
    public void Special_tokens_are_kept_at_will_and_the_end_is_the_end()
    {
        using var folder = new TestFolder();
        var parameters = Parameters(folder);
        Assert.AreEqual("[CLS] it [UNK] [SEP]", Decode(parameters with { SkipSpecialTokens = false }, "[CLS] it [UNK] [SEP]"));
        Assert.AreEqual("it [UNK]", Decode(parameters with { SpecialTokens = ["[CLS]", "[SEP]"] }, "[CLS] it [UNK] [SEP]"));
        Assert.AreEqual("it", Decode(parameters with { End = "[SEP]" }, "[CLS] it [SEP] stop [SEP]"));
    }

    // The words of a text are the same ones again, so their pieces are.
    [TestMethod]
    public void Encoding_the_text_of_tokens_gives_the_tokens()
    {
        using var folder = new TestFolder();
        var encode = WordpieceParamsTests.Uncased(folder);
        var decode = new DecodeWordpieceParams { Vocabulary = encode.Vocabulary, CleanUpSpaces = false };
        var words = Gen.Int[0, 10].Select(
            i => ((string[])["un", "unaffable", "the", "Naïve", "$5.50", "[cls]", "日本", "istan", "ΣΣ", ",", " "])[i]);
        words.Array[0, 12].Sample(
            text =>
            {
                var ids = Encode(encode, string.Join(' ', text));
                if (ids.Contains(1)) return true;
                return ids.SequenceEqual(Encode(encode, (string)Run.Value(decode, Tensor.Create(ids, [ids.Length]))!));
            },
            iter: 300);
    }

    [TestMethod]
    public void Real_sentences_come_back_with_the_same_tokens()
    {
        using var folder = new TestFolder();
        var vocabulary = new ResourceFile(WordpieceParamsTests.RealVocabulary(folder));
        var tokenizer = new WordpieceParams { Vocabulary = vocabulary }.Create();
        var detokenizer = new DecodeWordpieceParams { Vocabulary = vocabulary, Key = "ids", CleanUpSpaces = false }.Create();
        var random = default(SampleRandom);
        var count = 0;
        foreach (var sentence in WordpieceParamsTests.MrpcSentences().Take(2000))
        {
            var ids = Ids(sentence);
            if (ids.Contains(100)) continue;
            var text =
                (string)detokenizer.Process(new Sample().WithOutput("ids", Tensor.Create(ids, [ids.Length])), ref random)!.Outputs["ids"];
            CollectionAssert.AreEqual(ids, Ids(text), sentence);
            count++;
        }

        Assert.IsGreaterThan(1900, count);

        long[] Ids(string text) =>
            ((Tensor<long>)tokenizer.Process(new Sample().WithInput("text", text), ref random)!.Inputs["input_ids"]).ToArray();
    }

    // What BERT's own tokenizer made of the sentence (see WordpieceParamsTests), back.
    [TestMethod]
    public void A_sentence_of_BERT_is_read_again()
    {
        using var folder = new TestFolder();
        var parameters = new DecodeWordpieceParams { Vocabulary = new(WordpieceParamsTests.RealVocabulary(folder)) };
        long[] ids = [101, 2009, 3465, 1002, 1019, 1012, 2753, 1009, 4171, 2085, 1010, 15743, 14477, 20961, 3468, 102];

        Assert.AreEqual("it cost $ 5. 50 + tax now, naive unaffable", Run.Value(parameters, Tensor.Create(ids, [ids.Length])));
    }

    [TestMethod]
    public void Wrong_parameters_and_values_are_refused()
    {
        using var folder = new TestFolder();
        var good = Parameters(folder) with { Key = "text" };
        Run.AssertNotCreated(new DecodeWordpieceParams { Key = "text" }, "decode_wordpiece: vocabulary: give the file of the vocabulary.");
        Run.AssertNotCreated(
            good with { End = "</s>" }, $"decode_wordpiece: end: the token '</s>' is not in the vocabulary {good.Vocabulary}.");
        Run.AssertNotCreated(
            new DecodeWordpieceParams { Vocabulary = good.Vocabulary },
            "The processor 'decode_wordpiece' has no key; give the name of the value that it works on.");
        Run.AssertError(
            good,
            Tensor.Create([1L, 22], [2]),
            "the output 'text' is 22 at element 1, but no token of the vocabulary has this number; they go from 0 to 21.");
        Run.AssertError(
            good,
            "it",
            "the output 'text' is a string; it must be int64[tokens], their numbers, or float32[tokens, 22 or more], the scores of each "
            + "token of the vocabulary.");
    }

    private static DecodeWordpieceParams Parameters(TestFolder folder) =>
        new() { Vocabulary = new(folder.Write("pieces.txt", string.Join('\n', Tokens) + "\n")) };

    private static string Decode(DecodeWordpieceParams parameters, string tokens)
    {
        long[] numbers = [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(token => (long)Array.IndexOf(Tokens, token))];
        return (string)Run.Value(parameters, Tensor.Create(numbers, [numbers.Length]))!;
    }

    private static long[] Encode(WordpieceParams parameters, string text) =>
        ((Tensor<long>)Run.OnSample(parameters, new Sample().WithInput("text", text))!.Inputs["input_ids"]).ToArray();
}
