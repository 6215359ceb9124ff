using System.Numerics.Tensors;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Processing;
using Tfaip.Processors.Text.Tokenization;

namespace Tfaip.Processors.Text.Tests;

[TestClass]
public sealed class BpeParamsTests
{
    private static readonly (string, string)[] Merges =
        [("l", "o"), ("lo", "w"), ("e", "r"), ("Ġ", "low"), ("Ġlow", "er"), ("Ã", "¤"), ("n", "e"), ("ne", "w")];

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The 256 bytes in the order that GPT-2 numbers them in, then the results of the merges, then special tokens.
    internal static readonly string[] Tokens =
        [.. Bytes().Order(StringComparer.Ordinal), .. Merges.Select(pair => pair.Item1 + pair.Item2), "<s>", "</s>", "<pad>"];

    [TestMethod]
    [DataRow("lower", "low er")]
    [DataRow(" lower", "Ġlower")]
    [DataRow("low low", "low Ġlow")]
    [DataRow("new", "new")]
    [DataRow("ä", "Ã¤")]
    [DataRow("wol", "w o l")]
    [DataRow("", "")]
    public void Pairs_are_joined_in_the_order_of_the_merges(string text, string expected)
    {
        using var folder = new TestFolder();
        Run.AssertTensor(Ids(Parameters(folder), text), [Numbers(expected).Length], Numbers(expected));
    }

    [TestMethod]
    public void Tokens_come_before_and_after_and_padding_is_masked()
    {
        using var folder = new TestFolder();
        var parameters = Parameters(folder) with { Begin = "<s>", End = "</s>", Pad = "<pad>", MaxLength = 6, PadToMaxLength = true };
        var inputs = Run.OnSample(parameters, new Sample().WithInput("text", "lower"))!.Inputs;
        Run.AssertTensor(inputs["input_ids"], [6], Numbers("<s> low er </s> <pad> <pad>"));
        Run.AssertTensor(inputs["attention_mask"], [6], 1L, 1, 1, 1, 0, 0);
        Run.AssertTensor(Ids(parameters with { MaxLength = 3 }, "lower"), [3], Numbers("<s> low </s>"));
    }

    [TestMethod]
    public void Special_tokens_in_a_text_are_text()
    {
        using var folder = new TestFolder();
        Run.AssertTensor(Ids(Parameters(folder), "<s>"), [3], Numbers("< s >"));
    }

    [TestMethod]
    public void Tokens_are_those_of_the_definition_and_spell_the_text()
    {
        using var folder = new TestFolder();
        var parameters = Parameters(folder);
        Gen.OneOf(Gen.String[Gen.Char["lower new"], 0, 12], Gen.String[0, 6]).Where(IsWellFormed).Sample(text =>
        {
            var ids = ((Tensor<long>)Ids(parameters, text)).ToArray();
            var spelled = string.Concat(ids.Select(id => Tokens[id]));
            var bytes = Bytes().Select((character, value) => (character[0], (byte)value)).ToDictionary();
            if (Encoding.UTF8.GetString([.. spelled.Select(character => bytes[character])]) != text) return false;

            // Within a word, that is without white space, the definition is a loop.
            return text.Any(character => !char.IsAsciiLetter(character))
                || ids.SequenceEqual(Join(text).Select(token => (long)Array.IndexOf(Tokens, token)));
        }, iter: 300);
    }

    [TestMethod]
    public void Wrong_files_are_named()
    {
        using var folder = new TestFolder();
        var good = Parameters(folder);
        var missing = folder.PathOf("missing");
        Run.AssertNotCreated(
            good with { Vocabulary = new(missing) },
            $"The resource {missing} does not exist. Put the file there, or correct the path in the configuration.");
        Run.AssertNotCreated(
            good with { Merges = new(missing) },
            $"The resource {missing} does not exist. Put the file there, or correct the path in the configuration.");
        const string NoVocabulary = "this is not a vocabulary: it must be a JSON object from tokens to whole numbers from 0 on.";
        AssertVocabulary("{", ":1: " + NoVocabulary);
        AssertVocabulary("[1]", ":1: " + NoVocabulary);
        AssertVocabulary("{\n\"a\": 0,\n\"b\": -1}", ":3: " + NoVocabulary);
        AssertVocabulary("{\n\"a\": 0,\n\"b\": \"1\"}", ":3: " + NoVocabulary);
        AssertVocabulary("\uFEFF{\"a\": 0,\n\"b\": 1,\n\n\"a\": 2}", ":4: the token 'a' is there already.");
        AssertVocabulary("{\"a\": 0,\n\"b\": 0}", ":2: the token 'b' has the number 0, which is that of 'a' already.");
        AssertVocabulary("{}", ": the vocabulary is empty.");
        AssertVocabulary(
            "{\"a\": 0}",
            ": the vocabulary lacks the tokens of 255 of the 256 bytes, such as 'Ā'; it is not that of a byte-level tokenizer.");
        AssertMerges("#version: 0.2\nl o\nlow\n", ":3: 'low' is not a pair of tokens with a space between them.");
        AssertMerges("l o\nlo x\n", ":2: the token 'lox' is not in the vocabulary.");
        Run.AssertNotCreated(good with { Begin = "<b>" }, $"bpe: begin: the token '<b>' is not in the vocabulary {good.Vocabulary}.");
        Run.AssertNotCreated(new BpeParams { Merges = new("m") }, "bpe: vocabulary: give the file of the vocabulary.");
        Run.AssertNotCreated(new BpeParams { Vocabulary = new("v") }, "bpe: merges: give the file of the merges.");
        Run.AssertRefused(good with { PadToMaxLength = true, MaxLength = 3 }, "pad: give the token to pad with.");
        Run.AssertRefused(good with { MaxLength = 1, Begin = "<s>" }, "max_length: 1 tokens leave no room beside the 1 special ones.");

        void AssertVocabulary(string json, string expected)
        {
            var path = folder.Write("wrong.json", json);
            Run.AssertNotCreated(good with { Vocabulary = new(path) }, path + expected);
        }

        void AssertMerges(string text, string expected)
        {
            var path = folder.Write("wrong.txt", text);
            Run.AssertNotCreated(good with { Merges = new(path) }, path + expected);
        }
    }

    internal static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static string[] Bytes() => [.. BpeFiles.ByteCharacters()];

    private static List<string> Join(string word)
    {
        List<string> tokens = [.. word.Select(letter => letter.ToString())];
        foreach (var (left, right) in Merges)
        {
            for (var i = 0; i + 1 < tokens.Count; i++)
            {
                if (tokens[i] != left || tokens[i + 1] != right) continue;
                tokens[i] = left + right;
                tokens.RemoveAt(i + 1);
            }
        }

        return tokens;
    }

    internal static BpeParams Parameters(TestFolder folder)
    {
        var numbers = Tokens.Select((token, number) => (token, number)).ToDictionary();
        return new()
        {
            Vocabulary = new(folder.Write("vocab.json", JsonSerializer.Serialize(numbers, Format))),
            Merges =
                new(folder.Write("merges.txt", "#version: 0.2\n" + string.Concat(Merges.Select(pair => $"{pair.Item1} {pair.Item2}\n")))),
        };
    }

    private static object Ids(BpeParams parameters, string text) =>
        Run.OnSample(parameters, new Sample().WithInput("text", text))!.Inputs["input_ids"];

    internal static long[] Numbers(string tokens) =>
        [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(token => (long)Array.IndexOf(Tokens, token))];
}
