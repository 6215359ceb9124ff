using Tfaip.Configuration.Diagnostics;
using Tfaip.Parameters;

namespace Tfaip.Configuration.Tests.Diagnostics;

/// <summary>The whole text of errors as people see them.</summary>
[TestClass]
public sealed class ErrorRendererTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["config.yaml"] =
            """
            include: base.yaml
            seed: 1
            trainer:
              epohcs: 3
              optimizer: {type: adam, momentum: 0.9}
              threads: ${env:THREADS}
              predictions: ${trainer.threads}
            """,
        ["base.yaml"] = "include: lower.yaml\nseed: x\n",
        ["lower.yaml"] = "\nseed: 日本語\n",
    };

    [TestMethod]
    public void A_place_in_a_file() => Renders(
        new(At(4, 3, 6), "trainer has no key 'epohcs'.") { Fix = "Did you mean 'epochs'?" },
        """
        config.yaml:4:3: trainer has no key 'epohcs'.
            4 |   epohcs: 3
              |   ^^^^^^
              = Did you mean 'epochs'?
        """);

    [TestMethod]
    public void A_message_without_a_fix() => Renders(
        new(At(2, 7, 1), "seed must be at least 2, not 1."),
        """
        config.yaml:2:7: seed must be at least 2, not 1.
            2 | seed: 1
              |       ^
        """);

    [TestMethod]
    public void An_argument() => Renders(
        new(new ArgumentOrigin(3, "--epochs"), "the configuration has no key 'epochs'.") { Fix = "Did you mean --trainer.epochs?" },
        """
        argument 3 (--epochs): the configuration has no key 'epochs'.
            tfaip-train 'my config.yaml' --seed=1 --epochs 3
                                                  ^^^^^^^^
              = Did you mean --trainer.epochs?
        """,
        "my config.yaml", "--seed=1", "--epochs", "3");

    [TestMethod]
    public void An_argument_far_to_the_right_of_a_long_command() => Renders(
        new(new ArgumentOrigin(4, "--seed"), "seed must be a whole number, not 'x'."),
        $"""
        argument 4 (--seed): seed must be a whole number, not 'x'.
            …{new string('b', 105)} --seed x
             {new string(' ', 105)} ^^^^^^
        """,
        "config.yaml", new string('a', 100), new string('b', 150), "--seed", "x");

    [TestMethod]
    public void An_included_file() => Renders(
        new(new FileOrigin("lower.yaml", 2, 7)
        {
            Length = 3,
            IncludedAt = new("base.yaml", 1, 10) { Length = 10, IncludedAt = At(1, 10, 9) }
        }, "seed must be a whole number, not '日本語'."),
        """
        lower.yaml:2:7: seed must be a whole number, not '日本語'.
            2 | seed: 日本語
              |       ^^^^^^
              = lower.yaml is included at base.yaml:1:10:
            1 | include: lower.yaml
              |          ^^^^^^^^^^
              = base.yaml is included at config.yaml:1:10:
            1 | include: base.yaml
              |          ^^^^^^^^^
        """);

    [TestMethod]
    public void A_variable() => Renders(
        new(
            new InterpolatedOrigin(At(6, 12, 14), "${env:THREADS}", null) { Text = "all" },
            "trainer.threads must be a whole number, not 'all'."),
        """
        config.yaml:6:12: trainer.threads must be a whole number, not 'all'.
            6 |   threads: ${env:THREADS}
              |            ^^^^^^^^^^^^^^
              = ${env:THREADS} stands for 'all'.
        """);

    [TestMethod]
    public void An_expression_that_stands_for_another_one() => Renders(
        new(
            new InterpolatedOrigin(
                At(7, 16, 18),
                "${trainer.threads}",
                new InterpolatedOrigin(At(6, 12, 14), "${env:THREADS}", null) { Text = "all" })
            { Text = "all" },
            "trainer.predictions must be a whole number, not 'all'."),
        """
        config.yaml:7:16: trainer.predictions must be a whole number, not 'all'.
            7 |   predictions: ${trainer.threads}
              |                ^^^^^^^^^^^^^^^^^^
              = ${trainer.threads} stands for 'all', from config.yaml:6:12 (${env:THREADS}):
            6 |   threads: ${env:THREADS}
              |            ^^^^^^^^^^^^^^
              = ${env:THREADS} stands for 'all'.
        """);

    [TestMethod]
    [DataRow("gone.yaml", 1, 1)]
    [DataRow("config.yaml", 40, 1)]
    [DataRow("config.yaml", 2, 30)]
    [DataRow("lower.yaml", 1, 1)]
    public void A_file_that_is_gone_or_has_changed_is_no_error(string file, int line, int column) =>
        Renders(new(new FileOrigin(file, line, column), "seed is wrong."), $"{file}:{line}:{column}: seed is wrong.");

    [TestMethod]
    public void A_default_has_no_place() => Renders(new(Origin.Default, "seed is wrong."), "default: seed is wrong.");

    [TestMethod]
    public void Several_errors_are_set_apart() => Assert.AreEqual(
        """
        config.yaml:2:1: First.
            2 | seed: 1
              | ^^^^

        config.yaml:3:1: Second.
            3 | trainer:
              | ^^^^^^^

        """.ReplaceLineEndings(),
        Render(ErrorStyle.Plain, [], new(At(2, 1, 4), "First."), new(At(3, 1, 7), "Second.")));

    [TestMethod]
    public void Colours_change_nothing_but_colours()
    {
        ConfigurationError[] errors = [new(At(4, 3, 6), "trainer has no key 'epohcs'.") { Fix = "Did you mean 'epochs'?" }];
        var coloured = Render(new(true, 120), [], errors);
        Assert.Contains("\e[1;31m^^^^^^\e[0m", coloured);
        Assert.AreEqual(Render(ErrorStyle.Plain, [], errors), System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9;]*m", ""));
    }

    [TestMethod]
    public void Files_are_read_when_they_are_asked_for()
    {
        var reads = new List<string>();
        var sources = new SourceLines(file =>
        {
            reads.Add(file);
            return Files.GetValueOrDefault(file);
        });
        Assert.IsEmpty(reads);
        Assert.AreEqual("seed: 1", sources.Find("config.yaml", 2));
        Assert.AreEqual("trainer:", sources.Find("config.yaml", 3));
        Assert.IsNull(sources.Find("gone.yaml", 1));
        Assert.IsNull(sources.Find("gone.yaml", 2));
        Assert.AreEqual("config.yaml gone.yaml", string.Join(' ', reads));
    }

    [TestMethod]
    public void Lines_end_where_the_parser_ends_them()
    {
        var sources = new SourceLines(_ => "\uFEFFa\r\nb\rc\nd\u0085e\u2028f\u2029g");
        Assert.AreEqual("a b c d e f g", string.Join(' ', Enumerable.Range(1, 7).Select(line => sources.Find("x", line))));
        Assert.IsNull(sources.Find("x", 8));
        Assert.IsNull(sources.Find("x", 0));
    }

    private static FileOrigin At(int line, int column, int length) => new("config.yaml", line, column) { Length = length };

    private static void Renders(ConfigurationError error, string expected, params string[] arguments) =>
        Assert.AreEqual(expected.ReplaceLineEndings() + Environment.NewLine, Render(ErrorStyle.Plain, arguments, error));

    private static string Render(ErrorStyle style, string[] arguments, params ConfigurationError[] errors)
    {
        var writer = new StringWriter();
        new ErrorRenderer(new(Files.GetValueOrDefault), new("tfaip-train", arguments), style).Write(
            new ConfigurationException(errors), writer);
        return writer.ToString();
    }
}
