using CsCheck;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Tests.Reading;

[TestClass]
public sealed class YamlWriterTests
{
    private static readonly Gen<string> Text = Gen.Frequency(
        (3, Gen.OneOf(
            "", " ", "null", "Null", "~", "true", "Yes", "off", "y", "1", "-1", "1.5", "1e3", ".inf", ".nan", "0x1F", "1:30", "2024-01-01",
            "a: b", "a:", ":a", "a:b",
            "# x", "a # b", "a#b", "a *b", "a &b", "a !b", "a %b", "a @b", "a `b", "a |", "a >", "a ? b", "a - b", "- a", "-", "-a", "---",
            "--- a", "...", "? a", "?", "[a", "a]", "{a", "a}", "a, b", ",", "&a", "*a", "!a", "%a", "@a", "`a", "'",
            "it's", "\"", "a\"b", "\\", "|", ">", "=", "<<", "a\nb", "\n", "a\n", "\n\na", " a", "a ", "\ta", "a\tb", "a\r\nb", "\r", "\0",
            "\u0001", "\u007f", "\u0085",
            "\u00a0", "\u2028", "\u2029", "\uFEFF", "a\uFEFF", "\uFFFE", "\uFFFF", "ä", "日本", "😀", "a😀b", "e\u0301", "C:\\data",
            "../data/x.csv", "~/x", "0..63",
            "a=b", "--a", "${a.b}", "<b>", "a: ", "a :b", "- ", "a\u2028b")),
        (1, Gen.String[Gen.Char[' ', '~'], 0, 12]),
        (1, Gen.String[Gen.Frequency((1, Gen.Const(' ')), (2, Gen.Char["ab1-?:,[]{}#&*!|>'\"%@`.~=<"])), 0, 8]),
        (1, Gen.String[Gen.Char['\0', '\uD7FF'], 0, 8]),
        (1, Gen.String[Gen.Char['a', 'c'], 100, 300]));

    private static readonly Gen<string> Key = Text.Where(text => text.Length <= 100);

    private static readonly Gen<ConfigNode> Nodes = Gen.Recursive<ConfigNode>((depth, inner) => Gen.Frequency(
        (3, Text.Select(ConfigNode (text) => new ScalarNode(text, true, Origin.Default))),
        (2, Gen.OneOf([.. new[] { null, "true", "false", "0", "-1.5e-7", "12345678901234567890", ".inf", "plain", "a.b", "a, b" }
            .Select(ConfigNode (text) => new ScalarNode(text, false, Origin.Default))])),
        (depth > 5 ? 0 : 1, inner.List[0, 4].Select(ConfigNode (items) => new SequenceNode(items, Origin.Default))),
        (depth > 5 ? 0 : 2, Gen.Dictionary(Key, inner)[0, 4].Select(ConfigNode (entries) => new MappingNode(
            [.. entries.Select(entry => new MappingEntry(entry.Key, Origin.Default, entry.Value))], Origin.Default)))));

    [TestMethod]
    public void What_is_written_reads_back_to_the_same_tree() => Nodes.Where(node => node is not ScalarNode { Text: null }).Sample(
        node => NodeText.Of(node) == NodeText.Of(YamlReader.Read(YamlWriter.Write(node), "f.yaml")), iter: 3000, print: YamlWriter.Write);

    [TestMethod]
    public void Text_that_was_read_is_written_the_same_again() => Nodes.Where(node => node is MappingNode).Sample(node =>
    {
        var text = YamlWriter.Write(node);
        return text == YamlWriter.Write(YamlReader.Read(text, "f.yaml"));
    }, print: YamlWriter.Write);

    [TestMethod]
    public void Blocks_are_indented_and_short_lists_stand_in_one_line()
    {
        const string Yaml = """
            name: digits
            path: ../data/x.csv
            text: 'a: b'
            number: 1E-05
            string: '1'
            nothing: null
            none: []
            empty: {}
            sizes: [16, 32]
            words: [a, 'b, c', null]
            steps:
              - type: scale
                key: image
                nested:
                  - - 1
                    - a: 2
                  - x
              - plain
            lines: "a\nb"

            """;
        Assert.AreEqual(Yaml.ReplaceLineEndings("\n"), YamlWriter.Write(YamlReader.Read(Yaml, "f.yaml")));
    }

    [TestMethod]
    public void A_long_list_has_a_line_for_each_element()
    {
        var list = new SequenceNode(
            [.. Enumerable.Range(0, 40).Select(i => new ScalarNode($"{i}", false, Origin.Default))], Origin.Default);
        StringAssert.StartsWith(YamlWriter.Write(new MappingNode([new("a", Origin.Default, list)], Origin.Default)), "a:\n  - 0\n  - 1\n");
    }

    [TestMethod]
    public void What_yaml_cannot_hold_is_refused()
    {
        Assert.AreEqual(
            "Half of a surrogate pair cannot be written as YAML. (Parameter 'text')",
            Assert.ThrowsExactly<ArgumentException>(() => YamlWriter.Write(new ScalarNode("a\ud800", true, Origin.Default))).Message);
        Assert.AreEqual(
            "A key of YAML has at most 128 characters: 'kkkkkkkkkkkkkkkkkkkk…' is longer. (Parameter 'key')",
            Assert.ThrowsExactly<ArgumentException>(() => YamlWriter.Write(
                new MappingNode(
                    [new(new string('k', 129), Origin.Default, new ScalarNode("1", false, Origin.Default))], Origin.Default))).Message);
        var tree = Overrides.Apply(YamlReader.Read("a: {b: 1}", "f.yaml"), ["--a", "c"], 1);
        Assert.AreEqual(
            "A value of the command line over a mapping has no text of its own; bind the tree first. (Parameter 'node')",
            Assert.ThrowsExactly<ArgumentException>(() => YamlWriter.Write(tree)).Message);
    }
}
