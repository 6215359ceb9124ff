using System.IO.Compression;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Processors.Text.Tests;

[TestClass]
public sealed class WordpieceParamsTests
{
    // A vocabulary small enough to split by hand; the numbers are the places.
    internal static readonly string[] Tokens =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "the", "naive", "$", "5", ".", "##0", ",", "[", "]", "cl", "##s", "日",
        "本", "i", "##stan", "Un", "σ", "##ς",
    ];

    [TestMethod]
    [DataRow("unaffable", "un ##aff ##able")]
    [DataRow("unaffablex the", "[UNK] the")]
    [DataRow("$5.50, the", "$ 5 . 5 ##0 , the")]
    [DataRow("The\tNAÏVE\n\u00A0the\u2028un", "the naive the un")]
    [DataRow("u\u00ADn\u200B \0the\uFFFD", "un the")]
    [DataRow("[CLS] the", "[ cl ##s ] the")]
    [DataRow("the日本the", "the 日 本 the")]
    [DataRow("\u0130stan", "i ##stan")]
    [DataRow("ΣΣ Σ", "σ ##ς σ")]
    [DataRow("the\uFFFE 5", "[UNK] 5")]
    [DataRow("", "")]
    public void Words_are_split_into_the_longest_pieces(string text, string expected)
    {
        using var folder = new TestFolder();
        Run.AssertTensor(
            Ids(Uncased(folder), text),
            [expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length + 2],
            Numbers("[CLS] " + expected + " [SEP]"));
    }

    [TestMethod]
    public void Cased_vocabularies_keep_capital_letters_and_accents()
    {
        using var folder = new TestFolder();
        Run.AssertTensor(Ids(Uncased(folder) with { LowerCase = false }, "Un un Naïve"), [5], Numbers("[CLS] Un un [UNK] [SEP]"));
    }

    [TestMethod]
    public void What_it_makes_of_texts_needs_the_texts_alone()
    {
        string[] made = ["input_ids", "attention_mask", "token_type_ids", "other"];
        Assert.AreSequenceEqual(["other", "text"], [.. new WordpieceParams().InputsBefore(made)]);
        Assert.AreSequenceEqual(["other", "text", "pair"], [.. new WordpieceParams { Pair = "pair" }.InputsBefore(made)]);
        Assert.AreSequenceEqual(["token_type_ids", "other", "text"], [.. new BpeParams().InputsBefore(made)]);
    }

    [TestMethod]
    public void A_pair_has_two_types_and_padding_is_masked()
    {
        using var folder = new TestFolder();
        var parameters = Uncased(folder) with { Pair = "pair", MaxLength = 8, PadToMaxLength = true };
        var inputs = Run.OnSample(parameters, new Sample().WithInput("text", "the").WithInput("pair", "5 5"))!.Inputs;
        Run.AssertTensor(inputs["input_ids"], [8], Numbers("[CLS] the [SEP] 5 5 [SEP] [PAD] [PAD]"));
        Run.AssertTensor(inputs["token_type_ids"], [8], 0L, 0, 0, 1, 1, 1, 0, 0);
        Run.AssertTensor(inputs["attention_mask"], [8], 1L, 1, 1, 1, 1, 1, 0, 0);
        Assert.AreEqual("the", inputs["text"]);
    }

    [TestMethod]
    [DataRow(PairTruncation.LongestFirst, 8, "[CLS] the the the [SEP] 5 5 [SEP]")]
    [DataRow(PairTruncation.LongestFirst, 7, "[CLS] the the [SEP] 5 5 [SEP]")]
    [DataRow(PairTruncation.LongestFirst, 6, "[CLS] the the [SEP] 5 [SEP]")]
    [DataRow(PairTruncation.OnlyFirst, 6, "[CLS] the [SEP] 5 5 [SEP]")]
    [DataRow(PairTruncation.OnlySecond, 8, "[CLS] the the the the [SEP] 5 [SEP]")]
    [DataRow(PairTruncation.LongestFirst, 4, "[CLS] the [SEP] [SEP]")]
    [DataRow(PairTruncation.LongestFirst, 9, "[CLS] the the the the [SEP] 5 5 [SEP]")]
    public void Pairs_are_cut_to_fit(PairTruncation truncation, int length, string expected)
    {
        using var folder = new TestFolder();
        var parameters = Uncased(folder) with { Pair = "pair", MaxLength = length, Truncation = truncation };
        var inputs = Run.OnSample(parameters, new Sample().WithInput("text", "the the the the").WithInput("pair", "5 5"))!.Inputs;
        Run.AssertTensor(inputs["input_ids"], [Numbers(expected).Length], Numbers(expected));
    }

    [TestMethod]
    public void Texts_are_cut_to_fit()
    {
        using var folder = new TestFolder();
        Run.AssertTensor(Ids(Uncased(folder) with { MaxLength = 4 }, "the 5 the 5"), [4], Numbers("[CLS] the 5 [SEP]"));
    }

    // The numbers were found with BERT's own tokenization.py (google-research/bert) over the same sentences.
    [TestMethod]
    public void Real_sentences_are_split_as_by_the_tokenizer_of_BERT()
    {
        using var folder = new TestFolder();
        var processor = new WordpieceParams { Vocabulary = new(RealVocabulary(folder)) };
        var tokenizer = processor.Create();
        var (hash, sentences, tokens) = (14695981039346656037UL, 0, 0);
        foreach (var sentence in MrpcSentences())
        {
            var random = default(Tfaip.Processors.Pipelines.SampleRandom);
            var ids = ((Tensor<long>)tokenizer.Process(
                new Sample().WithInput("text", sentence), ref random)!.Inputs["input_ids"]).ToArray()[1..^1];
            foreach (var id in ids) hash = (hash ^ (ulong)id) * 0x100000001B3UL;
            hash = (hash ^ 0xFFFF) * 0x100000001B3UL;
            sentences++;
            tokens += ids.Length;
        }

        Assert.AreEqual((11602, 291003, 13455145209773674300UL), (sentences, tokens, hash));
    }

    // From BERT's own tokenization.py, too.
    [TestMethod]
    [DataRow("It cost $5.50 + tax\tnow, naïve unaffable", new long[]
    {
        2009, 3465, 1002, 1019, 1012, 2753, 1009, 4171, 2085, 1010, 15743, 14477, 20961, 3468
    })]
    [DataRow("ÄÖÜ Straße İstanbul", new long[] { 20118, 2226, 2358, 27807, 9960 })]
    [DataRow("日本語 text 한국어", new long[] { 1864, 1876, 1950, 3793, 1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008 })]
    [DataRow("a\u200Bb\u00ADc \u00A0 d", new long[] { 5925, 1040 })]
    [DataRow("x^2 `y` ~z | <b>", new long[] { 1060, 1034, 1016, 1036, 1061, 1036, 1066, 1062, 1064, 1026, 1038, 1028 })]
    [DataRow("don't--stop…", new long[] { 2123, 1005, 1056, 1011, 1011, 2644, 1529 })]
    [DataRow("😀 smile", new long[] { 100, 2868 })]
    [DataRow("ὈΔΥΣΣΕΎΣ", new long[] { 1169, 29722, 29735, 29733, 29733, 29723, 29735, 19579 })]
    [DataRow("ﬁne ①", new long[] { 1984, 2638, 100 })]
    [DataRow("[CLS] hi [SEP]", new long[] { 1031, 18856, 2015, 1033, 7632, 1031, 19802, 1033 })]
    [DataRow("9½ °C €5", new long[] { 1023, 13714, 6362, 1574, 2629 })]
    [DataRow("\uFEFFBOM \u2028 line", new long[] { 8945, 2213, 2240 })]
    [DataRow("supercalifragilisticexpialidocious", new long[] { 3565, 9289, 10128, 29181, 24411, 4588, 10288, 19312, 21273, 10085, 6313 })]
    public void Odd_texts_are_split_as_by_the_tokenizer_of_BERT(string text, long[] expected)
    {
        using var folder = new TestFolder();
        CollectionAssert.AreEqual(
            expected, ((Tensor<long>)Ids(new WordpieceParams { Vocabulary = new(RealVocabulary(folder)) }, text)).ToArray()[1..^1]);
    }

    [TestMethod]
    public void Wrong_parameters_and_vocabularies_are_refused()
    {
        using var folder = new TestFolder();
        var parameters = Uncased(folder);
        Run.AssertRefused(parameters with { MaxLength = 2 }, "max_length: 2 tokens leave no room beside the 2 special ones.");
        Run.AssertRefused(
            parameters with { MaxLength = 3, Pair = "pair" }, "max_length: 3 tokens leave no room beside the 3 special ones.");
        Run.AssertRefused(parameters with { PadToMaxLength = true }, "pad_to_max_length: give max_length, the length to pad to.");
        Run.AssertNotCreated(new WordpieceParams(), "wordpiece: vocabulary: give the file of the vocabulary.");
        Run.AssertNotCreated(
            parameters with { Key = "" }, "The processor 'wordpiece' has no key; give the name of the value that it works on.");
        var incomplete = folder.Write("incomplete.txt", "[PAD]\n[UNK]\n[CLS]\n");
        Run.AssertNotCreated(
            new WordpieceParams { Vocabulary = new(incomplete) },
            $"{incomplete}: the vocabulary does not have the token [SEP], which BERT needs.");
        var missing = folder.PathOf("missing.txt");
        Run.AssertNotCreated(
            new WordpieceParams { Vocabulary = new(missing) },
            $"The resource {missing} does not exist. Put the file there, or correct the path in the configuration.");
    }

    [TestMethod]
    public void Wrong_samples_are_refused()
    {
        using var folder = new TestFolder();
        AssertError(Uncased(folder), new Sample().WithInput("words", "x"), "the sample has no input 'text'; it has words.");
        AssertError(
            Uncased(folder), new Sample().WithInput("text", 1L), "the input 'text' is an int64 number; it must be a text, a string.");
        AssertError(Uncased(folder), new Sample().WithInput("text", "a\uD83D"), null);
        AssertError(
            Uncased(folder) with { Pair = "pair", MaxLength = 5, Truncation = PairTruncation.OnlyFirst },
            new Sample().WithInput("text", "the").WithInput("pair", "5 5 5"),
            "the input 'pair' alone is too long for 5 tokens, and the other text, which is to be cut, has none left; set truncation to "
            + "longest_first.");

        // A lone half of a surrogate pair is no character, and goes away.
        static void AssertError(WordpieceParams parameters, Sample sample, string? expected)
        {
            if (expected is null) Run.AssertTensor(Run.OnSample(parameters, sample)!.Inputs["input_ids"], [3], 2L, 1, 3);
            else Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => Run.OnSample(parameters, sample)).Message);
        }
    }

    [TestMethod]
    public void A_tokenizer_can_be_used_by_several_threads()
    {
        using var folder = new TestFolder();
        var processor = Uncased(folder).Create();
        var texts = Enumerable.Range(0, 200).Select(i => string.Join(' ', Enumerable.Repeat("unaffable $5", i % 7))).ToArray();
        var expected = texts.Select(Tokenize).ToArray();
        var actual = texts.AsParallel().AsOrdered().Select(Tokenize).ToArray();
        for (var i = 0; i < texts.Length; i++) CollectionAssert.AreEqual(expected[i], actual[i]);

        long[] Tokenize(string text)
        {
            var random = default(Tfaip.Processors.Pipelines.SampleRandom);
            return ((Tensor<long>)processor.Process(new Sample().WithInput("text", text), ref random)!.Inputs["input_ids"]).ToArray();
        }
    }

    internal static WordpieceParams Uncased(TestFolder folder) =>
        new() { Vocabulary = new(folder.Write("vocab.txt", string.Join('\n', Tokens) + "\n")) };

    private static object Ids(WordpieceParams parameters, string text) =>
        Run.OnSample(parameters, new Sample().WithInput("text", text))!.Inputs["input_ids"];

    internal static long[] Numbers(string tokens) =>
        [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(token => (long)Array.IndexOf(Tokens, token))];

    internal static string RealVocabulary(TestFolder folder)
    {
        using var file = new GZipStream(
            File.OpenRead(SharedData.Find("bert-vocab/bert-base-uncased-vocab.txt.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return folder.Write("bert.txt", reader.ReadToEnd());
    }

    internal static IEnumerable<string> MrpcSentences()
    {
        foreach (var name in new[] { "msr_paraphrase_train.txt.gz", "msr_paraphrase_test.txt.gz" })
        {
            using var file = new GZipStream(File.OpenRead(SharedData.Find("glue-mrpc/" + name)), CompressionMode.Decompress);
            using var reader = new StreamReader(file);
            foreach (var line in reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Skip(1).Where(line => line.Length > 0))
            {
                var fields = line.Split('\t');
                yield return fields[3];
                yield return fields[4];
            }
        }
    }
}
