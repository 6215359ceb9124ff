using Tfaip.Commands.Verbs;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Executes the examples of <c>docs/reference/command-line.md</c>.</summary>
[TestClass]
public sealed class CommandLineDocumentTests
{
    private readonly ExecutedDocument _document = new("reference/command-line.md");

    [TestMethod]
    public void Every_example_prints_what_is_written_beside_it() => Assert.IsGreaterThanOrEqualTo(5, _document.Execute());

    [TestMethod]
    public void Every_option_and_every_verb_is_described()
    {
        foreach (var option in FixedOptions.All.Values) Assert.Contains($"| `--{option.Name}", _document.Text);
        foreach (var verb in new[] { "train CONFIG", "resume RUN", "evaluate MODEL…", "find-lr CONFIG", "benchmark-data CONFIG" })
            Assert.Contains($"| `{verb}` |", _document.Text);
    }
}
