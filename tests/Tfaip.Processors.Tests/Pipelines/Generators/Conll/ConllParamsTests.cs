using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Conll;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Conll;

[TestClass]
public sealed class ConllParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_sentence_is_what_stands_between_blank_lines()
    {
        _folder.Write("x.conll", "\uFEFF\n-DOCSTART- O\n\nEU\tB-ORG\nrejects O\n-DOCSTART- inside\n\"German  B-MISC\r\n \t\r\n\n#tag\tO\n");
        using var source = (Conll() with { Comment = "-DOCSTART-" }).Open();

        Assert.AreEqual("EU rejects \"German|#tag", string.Join('|', Samples(source).Select(sample => sample.Inputs["tokens"])));
        Assert.AreEqual("B-ORG O B-MISC|O", string.Join('|', Samples(source).Select(sample => sample.Targets["tags"])));
        Assert.AreEqual("x.conll:4 x.conll:10", string.Join(' ', Samples(source).Select(sample => sample.Source)));
    }

    [TestMethod]
    public void The_tagged_sentences_are_read()
    {
        // The figures of the data set: sentences and tokens of training and development.
        foreach (var (name, sentences, tokens) in new[] { ("wnut17train.conll.gz", 3394, 62_730), ("emerging.dev.conll.gz", 1009, 15_733) })
        {
            using var source = new ConllParams { Path = SharedData.PathOf($"ner-wnut17/{name}"), Inputs = Columns(("tokens", 0)), Targets = Columns(("tags", 1)) }.Open();
            Assert.AreEqual(sentences, source.Count);
            Assert.AreEqual(tokens, Samples(source).Sum(sample => Words(sample.Inputs["tokens"]).Length));
            Assert.IsTrue(Samples(source).All(sample => Words(sample.Targets["tags"]).Length == Words(sample.Inputs["tokens"]).Length));
            Assert.IsTrue(Samples(source).SelectMany(sample => Words(sample.Targets["tags"])).All(tag => tag == "O" || tag.StartsWith("B-", StringComparison.Ordinal) || tag.StartsWith("I-", StringComparison.Ordinal)));
        }

        static string[] Words(object text) => ((string)text).Split(' ');
    }

    [TestMethod]
    public void What_is_wrong_is_refused()
    {
        var path = _folder.Write("x.conll", "a O\n\nb O\nc\n");
        using (var source = Conll().Open())
        {
            Assert.AreEqual(
                $"{path}:4:1: the line has 1 column; 'tags' is column 1, counted from 0.", Assert.ThrowsExactly<TfaipException>(() => source.Read(1)).Message);
        }

        _folder.Write("x.conll", "\n\n");
        AssertRefused($"The CoNLL file {path} has no sentences.", Conll());
        AssertRefused("conll: inputs: give at least one input, such as tokens: 0.", Conll() with { Inputs = Columns() });
        AssertRefused("conll: inputs.tokens: columns are counted from 0.", Conll() with { Inputs = Columns(("tokens", -1)) });
        AssertRefused("conll: targets.tags: columns are counted from 0.", Conll() with { Targets = Columns(("tags", -2)) });
        AssertRefused(
            $"The CoNLL file {_folder.PathOf("y")} does not exist. Put the file there, or correct the path in the configuration.", Conll() with { Path = _folder.PathOf("y") });
    }

    private ConllParams Conll() => new() { Path = _folder.PathOf("x.conll"), Inputs = Columns(("tokens", 0)), Targets = Columns(("tags", 1)) };

    private static Dictionary<string, int> Columns(params (string Key, int Column)[] columns) => columns.ToDictionary(column => column.Key, column => column.Column);

    private static IEnumerable<Sample> Samples(ISampleSource source) => Enumerable.Range(0, source.Count).Select(source.Read);

    private static void AssertRefused(string message, ConllParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
}
