using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Tests.Reading;

[TestClass]
public sealed class YamlReaderTests
{
    [TestMethod]
    public void Every_node_knows_its_place()
    {
        var root = (MappingNode)YamlReader.Read("# about\na: 1\nb:\n  - x\n  - {c: 'y'}\n", "f.yaml");
        var list = (SequenceNode)root.Find("b")!.Value;
        var inner = ((MappingNode)list.Items[1]).Entries.Single();
        Assert.AreEqual(
            "f.yaml:2:1 f.yaml:2:1 f.yaml:2:4 f.yaml:3:1 f.yaml:4:3 f.yaml:4:5 f.yaml:5:5 f.yaml:5:6 f.yaml:5:9",
            string.Join(' ', root.Origin, root.Entries[0].KeyOrigin, root.Entries[0].Value.Origin, root.Entries[1].KeyOrigin, list.Origin,
                list.Items[0].Origin, list.Items[1].Origin, inner.KeyOrigin, inner.Value.Origin));
    }

    [TestMethod]
    [DataRow("key: value", "key", "value")]
    [DataRow("key: value  # comment", "key", "value")]
    [DataRow("key :   value  ", "key", "value")]
    [DataRow("'k y': \"a \\u00e4\" ", "'k y'", "\"a \\u00e4\"")]
    [DataRow("\"k\\ty\": a b  c", "\"k\\ty\"", "a b  c")]
    [DataRow("key: '😀'", "key", "'😀'")]
    [DataRow("key: [1, 2] # x", "key", "[1, 2]")]
    [DataRow("{key: {a: [1]}, b: 2}", "key", "{a: [1]}")]
    [DataRow("key: [1,\r\n 2]", "key", "[1,")]
    [DataRow("key: 'one\n  two'", "key", "'one")]
    [DataRow("key: one\n  two", "key", "one")]
    [DataRow("key: |\n  one\n  two\n", "key", "|")]
    [DataRow("key:\n  a: 1\n  b: 2\n", "key", "a")]
    [DataRow("key:\n  - 1\n  - 2\n", "key", "-")]
    [DataRow("key:", "key", "")]
    [DataRow("{key: , b: 2}", "key", "")]
    [DataRow("? key\n: value\n", "key", "value")]
    public void Every_node_knows_its_length(string yaml, string key, string value)
    {
        foreach (var (mark, text) in new[] { ("", yaml), ("\uFEFF", "\uFEFF" + yaml) })
        {
            var entry = ((MappingNode)YamlReader.Read(text, "f.yaml")).Entries[0];
            Assert.AreEqual(key, Marked(yaml, (FileOrigin)entry.KeyOrigin), mark);
            Assert.AreEqual(value, Marked(yaml, (FileOrigin)entry.Value.Origin), mark);
            Assert.IsGreaterThanOrEqualTo(1, ((FileOrigin)entry.Value.Origin).Length);
        }

        static string Marked(string yaml, FileOrigin origin)
        {
            var line = yaml.Split('\n')[origin.Line - 1];
            var text = string.Concat(line.Skip(origin.Column - 1).Take(origin.Length));
            return origin.Length == 1 && text is "" or " " or "," ? "" : text;
        }
    }

    [TestMethod]
    [DataRow("a", "a", false)]
    [DataRow("1e-3", "1e-3", false)]
    [DataRow("a b  c", "a b  c", false)]
    [DataRow("'1'", "1", true)]
    [DataRow("\"a\\tb\\u00e4\"", "a\tbä", true)]
    [DataRow("null", null, false)]
    [DataRow("~", null, false)]
    [DataRow("", null, false)]
    [DataRow("'null'", "null", true)]
    [DataRow("''", "", true)]
    [DataRow("yes # a comment", "yes", false)]
    [DataRow("|\n  one\n  two\n", "one\ntwo\n", true)]
    [DataRow(">-\n  one\n  two\n", "one two", true)]
    [DataRow("😀", "😀", false)]
    public void Scalars_are_texts_until_they_are_bound(string yaml, string? text, bool isQuoted)
    {
        var scalar = (ScalarNode)((MappingNode)YamlReader.Read("key: " + yaml, "f.yaml")).Find("key")!.Value;
        Assert.AreEqual((text, isQuoted), (scalar.Text, scalar.IsQuoted));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\n\n")]
    [DataRow("# only a comment\n")]
    [DataRow("---\n")]
    [DataRow("---\n...\n")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("\uFEFF")]
    public void An_empty_file_is_an_empty_mapping(string yaml) => Assert.IsEmpty(((MappingNode)YamlReader.Read(yaml, "f.yaml")).Entries);

    [TestMethod]
    public void Forms_that_other_programs_write_are_read()
    {
        const string Expected = "{1:a=[1:11:2]}";
        foreach (var yaml in new[]
        {
                "a:\n- 1\n- 2\n", "a: [1,\n 2]", "\uFEFFa: [1, 2]", "%YAML 1.2\n---\na: [1, 2,]\n...\n", "a:\r\n  - 1\r\n  - 2\r\n",
                "? a\n: [1, 2]", "{a: [1, 2]}", "\"a\": [1, 2]"
        })
            Assert.AreEqual(Expected, NodeText.Of(YamlReader.Read(yaml, "f.yaml")), yaml);
    }

    [TestMethod]
    [DataRow("a: 1\nb: 2\na: 3", "f.yaml:3:1: The key 'a' stands here a second time; the first is at f.yaml:1:1. Remove one of them.")]
    [DataRow("a: {b: 1, 'b': 2}", "f.yaml:1:11: The key 'b' stands here a second time; the first is at f.yaml:1:5. Remove one of them.")]
    [DataRow("a: &x 1", "f.yaml:1:4: Anchors such as &x are not supported; remove it and write the value out where it is used.")]
    [DataRow("a: &x [1]\nb: *x", "f.yaml:1:4: Anchors such as &x are not supported; remove it and write the value out where it is used.")]
    [DataRow("a: *x", "f.yaml:1:4: Aliases such as *x are not supported; write the value out.")]
    [DataRow("<<: *x", "f.yaml:1:5: Aliases such as *x are not supported; write the value out.")]
    [DataRow("*x : 1", "f.yaml:1:1: Aliases such as *x are not supported; write the value out.")]
    [DataRow("&x a: 1", "f.yaml:1:1: Anchors such as &x are not supported; remove it and write the value out where it is used.")]
    [DataRow("a: !!str 1", "f.yaml:1:4: Tags such as tag:yaml.org,2002:str are not supported; remove it. The parameter decides what a "
        + "value means.")]
    [DataRow("a: !net.Type {b: 1}", "f.yaml:1:4: Tags such as !net.Type are not supported; remove it. The parameter "
        + "decides what a value means.")]
    [DataRow("! a: 1", "f.yaml:1:1: Tags such as ! are not supported; remove it. The parameter decides what a value means.")]
    [DataRow("a: 1\n---\nb: 2", "f.yaml:2:1: A second document begins here; a configuration is one document: remove the "
        + "line '---' or what follows it.")]
    [DataRow("? [a]\n: 1", "f.yaml:1:3: A list or a mapping cannot be a key.")]
    [DataRow("? {a: 1}\n: 1", "f.yaml:1:3: A list or a mapping cannot be a key.")]
    [DataRow(": 1", "f.yaml:1:1: The key is missing before ':'.")]
    [DataRow("a: 1\n\tb: 2", "f.yaml:2:1: This is not YAML: a tab cannot indent a line; use spaces.")]
    [DataRow("a:\n  b:\n\t- 1\n", "f.yaml:3:1: This is not YAML: a tab cannot indent a line; use spaces.")]
    [DataRow("# c\nx: |\n  \ttext\na:\n # y\n\n\tb: 1\n", "f.yaml:7:1: This is not YAML: a tab cannot indent a line; use spaces.")]
    [DataRow("a: [- 1, - 2]\n", "f.yaml:1:5: This is not YAML: While parsing a node, did not find expected node content. In brackets, "
        + "elements stand without '- ': [a, b].")]
    [DataRow("a: - b\n", "f.yaml:1:4: This is not YAML: Block sequence entries are not allowed in this context. Begin a list on the next "
        + "line, or write it in brackets: [a, b].")]
    [DataRow("a: [1, 2", "f.yaml:2:1: This is not YAML: While parsing a flow sequence, did not find expected ',' or ']'.")]
    [DataRow("a: 1\n b: 2", "f.yaml:2:3: This is not YAML: While scanning a plain scalar value, found invalid mapping.")]
    [DataRow("a: {b: ${c}}", "f.yaml:1:9: This is not YAML: While parsing a flow mapping, did not find expected ',' or '}'. In brackets, "
        + "an expression needs quotes: '${a.b}'.")]
    [DataRow("...\n...\n", "f.yaml:1:1: This is not YAML: The scanner should contain no more tokens.")]
    [DataRow("a: 'x", "f.yaml:1:4: This is not YAML: While scanning a quoted scalar, found unexpected end of stream.")]
    [DataRow("a: @x", "f.yaml:1:4: This is not YAML: While scanning for the next token, found character that cannot start any token.")]
    [DataRow("a: \"\\q\"", "f.yaml:1:4: This is not YAML: While scanning a quoted scalar, found unknown escape character.")]
    [DataRow("a: x\0y", "f.yaml:1:5: The character U+0000 cannot stand in YAML; in a text in double quotes write \"\\u0000\".")]
    [DataRow("a: 1\nb: \u001b[0m", "f.yaml:2:4: The character U+001B cannot stand in YAML; in a text in double quotes write \"\\u001B\".")]
    [DataRow("😀: x\uFFFF", "f.yaml:1:6: The character U+FFFF cannot stand in YAML; in a text in double quotes write \"\\uFFFF\".")]
    public void What_a_configuration_does_not_use_is_refused_with_its_place(string yaml, string expected)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => YamlReader.Read(yaml, "f.yaml"));
        Assert.AreEqual(expected, error.Message);
    }

    [TestMethod]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        // Attributes cannot hold these texts.
        AssertRefused("a: \ud800x", "f.yaml:1:4: The file has half of a surrogate pair, U+D800, which is no character.");
        AssertRefused("a: \udc00", "f.yaml:1:4: The file has half of a surrogate pair, U+DC00, which is no character.");
        AssertRefused("a: \ud800", "f.yaml:1:4: The file has half of a surrogate pair, U+D800, which is no character.");
    }

    [TestMethod]
    public void Budgets_end_the_reading()
    {
        AssertRefused(
            new string(' ', YamlReader.MaximumLength + 1),
            "f.yaml:1:1: The file has 2097153 characters; a configuration has at most 2097152.");
        AssertRefused(
            "a: " + new string('x', YamlReader.MaximumScalarLength + 1), "f.yaml:1:4: The text is longer than 1048576 characters.");
        AssertRefused(new string('k', YamlReader.MaximumKeyLength + 1) + ": 1", "f.yaml:1:1: The key is longer than 128 characters.");
        AssertRefused(
            string.Concat(Enumerable.Repeat("- 1\n", YamlReader.MaximumNodes)), "f.yaml:100000:3: The file has more than 100000 values.");
        AssertRefused(Nested(65), "f.yaml:1:66: Lists and mappings are nested more than 64 deep.");
        Assert.IsInstanceOfType<SequenceNode>(YamlReader.Read(Nested(64), "f.yaml"));
        static string Nested(int depth) => new string('[', depth) + "1" + new string(']', depth);
    }

    [TestMethod]
    [DataRow("[")]
    [DataRow("{")]
    [DataRow("[\n")]
    [DataRow("{a: ")]
    [DataRow("[{a: ")]
    [DataRow("- ")]
    [DataRow("? ")]
    [DataRow("- ? ")]
    [DataRow("? - ")]
    [DataRow("[? ")]
    [DataRow("a: ")]
    [DataRow("\"")]
    [DataRow("!")]
    [DataRow("&a ")]
    [DataRow("*a ")]
    [DataRow("%")]
    [DataRow("---\n")]
    [DataRow("|\n")]
    [DataRow("#")]
    [DataRow("]")]
    [DataRow("{]")]
    [DataRow(",")]
    [DataRow("'")]
    [DataRow("\\")]
    [DataRow("? [")]
    [DataRow("!<")]
    public void Repetition_is_refused_before_it_costs_time_or_stack(string part)
    {
        // What YamlDotNet takes for a file of its own size or less is read; everything else ends in one message.
        try
        {
            YamlReader.Read(string.Concat(Enumerable.Repeat(part, 100_000)), "f.yaml");
        }
        catch (ConfigurationException error)
        {
            StringAssert.StartsWith(error.Message, "f.yaml:");
        }
    }

    [TestMethod]
    public void What_is_long_is_cut_in_messages()
    {
        var name = new string('n', YamlReader.MaximumKeyLength);
        AssertRefused($"a: *{name}n", $"f.yaml:1:4: Aliases such as *{name}… are not supported; write the value out.");
        AssertRefused(
            $"a: &{name}n", $"f.yaml:1:4: Anchors such as &{name}… are not supported; remove it and write the value out where it is used.");
        AssertRefused(
            $"a: !{name} b",
            $"f.yaml:1:4: Tags such as !{name[1..]}… are not supported; remove it. The parameter decides what a value means.");
    }

    private static void AssertRefused(string yaml, string expected)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => YamlReader.Read(yaml, "f.yaml"));
        Assert.AreEqual(expected, error.Message);
    }
}
