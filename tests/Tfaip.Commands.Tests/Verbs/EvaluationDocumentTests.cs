using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Answers;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Executes the examples of <c>docs/how-to/evaluate.md</c>; <c>docs/reference/metrics.md</c> names every metric.</summary>
[TestClass]
public sealed class EvaluationDocumentTests
{
    private readonly ExecutedDocument _document = new("how-to/evaluate.md");

    [TestMethod]
    public void Every_example_prints_what_is_written_beside_it() =>
        Assert.IsGreaterThanOrEqualTo(5, _document.Execute(typeof(ToyModel), typeof(ToyEvaluator)));

    [TestMethod]
    public void Every_metric_is_described_with_its_name()
    {
        var metrics = typeof(IMetric).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && (typeof(IMetric).IsAssignableFrom(type) || typeof(AnswerMetric).IsAssignableFrom(type)));
        var page = new ExecutedDocument("reference/metrics.md").Text;
        foreach (var metric in metrics) Assert.Contains($"| `{metric.Name}` | `{NameOf(metric)}` |", page);
    }

    // The last argument. That of MeanSquaredError has no default, since the name follows from what it measures.
    private static string NameOf(Type metric) =>
        metric.GetConstructors().Single().GetParameters().Single(parameter => parameter.Name == "name").DefaultValue as string
        ?? "mean_squared_error";
}
