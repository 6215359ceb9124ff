using System.Text.RegularExpressions;
using Tfaip.Training.Configuration;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Commands;

namespace Tfaip.Training.Tests.Loop;

/// <summary>The configurations in docs/training.md are right.</summary>
[TestClass]
public sealed class TrainingDocumentTests
{
    [TestMethod]
    public void Every_trainer_in_the_document_can_be_bound()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "training.md")).ReplaceLineEndings("\n");
        var examples = Regex.Matches(text, "```yaml\n(trainer:\n.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value).ToList();
        var definition = new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);

        Assert.IsGreaterThanOrEqualTo(4, examples.Count);
        foreach (var example in examples) definition.Bind(YamlReader.Read("scenario: Toy.csproj\n" + example, "training.md"));
    }

    [TestMethod]
    public void The_examples_of_a_precision_print_what_is_written_beside_it() => Assert.AreEqual(2, new ExecutedDocument("training.md", "Precision").Execute());
}
