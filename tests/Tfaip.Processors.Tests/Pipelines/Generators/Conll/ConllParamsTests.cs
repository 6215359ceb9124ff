using Tfaip.Parameters;
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
        _folder.Write(
            "x.conll", "\uFEFF\n-DOCSTART- O\n\nEU\tB-ORG\nrejects\tO\n-DOCSTART- inside\n\"German\tB-MISC\r\n \t\r\n\n#tag\tO\n");
        using var source = (Conll() with { Comment = "-DOCSTART-" }).Open();

        Assert.AreEqual("EU rejects \"German|#tag", string.Join('|', Samples(source).Select(sample => sample.Inputs["tokens"])));
        Assert.AreEqual("B-ORG O B-MISC|O", string.Join('|', Samples(source).Select(sample => sample.Targets["tags"])));
        Assert.AreEqual("x.conll:4 x.conll:10", string.Join(' ', Samples(source).Select(sample => sample.Source)));
    }

    [TestMethod]
    [DataRow("EU B-ORG\nlives\t in  O\n", ConllSeparator.WhiteSpace, null, ":2:1: the line has 3 columns, and line 1 has 2. Columns are "
        + "divided by spaces and tabs; separator changes that, comment leaves lines out.")]
    [DataRow("EU B-ORG\nrejects  O\n", ConllSeparator.Auto, "EU rejects|B-ORG O", null)]
    [DataRow(" EU  B-ORG\nrejects\t O \n", ConllSeparator.WhiteSpace, "EU rejects|B-ORG O", null)]
    [DataRow("New York\tB-LOC\n is \tO\n", ConllSeparator.Auto, "New York is|B-LOC O", null)]
    [DataRow("New York\tB-LOC\nis O\n", ConllSeparator.Auto, null, ":2:1: the line has 1 column, and line 1 has 2. Columns are divided by "
        + "tabs; separator changes that, comment leaves lines out.")]
    [DataRow("EU B-ORG\nNew York\tB-LOC\n", ConllSeparator.Auto, null, ":2:9: the line has a tab, and line 1 has spaces between its "
        + "columns. Use one of them in the whole file, or set separator: white_space where both divide columns.")]
    [DataRow("EU\tB-ORG\n\tO\n", ConllSeparator.Tab, null, ":2:1: the column 0, 'tokens', is empty.")]
    [DataRow("EU B-ORG\nand O O\n", ConllSeparator.Auto, null, ":2:1: the line has 3 columns, and line 1 has 2. Columns are divided by "
        + "spaces and tabs; separator changes that, comment leaves lines out.")]
    public void Columns_are_divided_by_tabs_or_by_white_space_and_never_shift(
        string text, ConllSeparator separator, string? values, string? error)
    {
        var path = _folder.Write("x.conll", text);
        using var source = (Conll() with { Separator = separator }).Open();

        if (error is null)
        {
            Assert.AreEqual(values, $"{source.Read(0).Inputs["tokens"]}|{source.Read(0).Targets["tags"]}");
        }
        else
        {
            Assert.AreEqual(path + error, Assert.ThrowsExactly<TfaipException>(() => source.Read(0)).Message);
        }
    }

    [TestMethod]
    public void A_joiner_keeps_fields_with_spaces_apart()
    {
        _folder.Write("x.conll", "New York\tB-LOC\nis\tO\n");
        using var source = (Conll() with { Joiner = "\t" }).Open();

        Assert.AreEqual("New York\tis", source.Read(0).Inputs["tokens"]);
        Assert.AreEqual("B-LOC\tO", source.Read(0).Targets["tags"]);
    }

    [TestMethod]
    public void The_tagged_sentences_are_read()
    {
        // The figures of the data set: sentences and tokens of training and development.
        foreach (var (name, sentences, tokens) in new[] { ("wnut17train.conll.gz", 3394, 62_730), ("emerging.dev.conll.gz", 1009, 15_733) })
        {
            using var source = new ConllParams
            {
                Path = SharedData.PathOf($"ner-wnut17/{name}"),
                Inputs = Columns(("tokens", 0)),
                Targets = Columns(("tags", 1))
            }.Open();
            Assert.AreEqual(sentences, source.Count);
            Assert.AreEqual(tokens, Samples(source).Sum(sample => Words(sample.Inputs["tokens"]).Length));
            Assert.IsTrue(Samples(source).All(sample => Words(sample.Targets["tags"]).Length == Words(sample.Inputs["tokens"]).Length));
            Assert.IsTrue(Samples(source).SelectMany(sample => Words(sample.Targets["tags"])).All(
                tag => tag == "O" || tag.StartsWith("B-", StringComparison.Ordinal) || tag.StartsWith("I-", StringComparison.Ordinal)));
        }

        static string[] Words(object text) => ((string)text).Split(' ');
    }

    [TestMethod]
    public void What_is_wrong_is_refused()
    {
        var path = _folder.Write("x.conll", "\na\nb\n");
        AssertRefused($"{path}:2:1: the line has 1 column; 'tags' is column 1, counted from 0.", Conll());

        _folder.Write("x.conll", "\n\n");
        AssertRefused($"The CoNLL file {path} has no sentences.", Conll());
        AssertRefused("conll: inputs: give at least one input, such as tokens: 0.", Conll() with { Inputs = Columns() });
        AssertRefused("conll: inputs.tokens: columns are counted from 0.", Conll() with { Inputs = Columns(("tokens", -1)) });
        AssertRefused("conll: targets.tags: columns are counted from 0.", Conll() with { Targets = Columns(("tags", -2)) });
        AssertRefused(
            $"The CoNLL file {_folder.PathOf("y")} does not exist. Put the file there, or correct the path in the configuration.",
            Conll() with { Path = _folder.PathOf("y") });
    }

    private ConllParams Conll() =>
        new() { Path = _folder.PathOf("x.conll"), Inputs = Columns(("tokens", 0)), Targets = Columns(("tags", 1)) };

    private static Dictionary<string, int> Columns(params (string Key, int Column)[] columns) =>
        columns.ToDictionary(column => column.Key, column => column.Column);

    private static IEnumerable<Sample> Samples(ISampleSource source) => Enumerable.Range(0, source.Count).Select(source.Read);

    private static void AssertRefused(string message, ConllParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
}
