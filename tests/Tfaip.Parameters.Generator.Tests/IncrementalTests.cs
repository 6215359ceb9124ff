using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tfaip.Parameters.Generator.Tests;

/// <summary>What an editor computes anew while somebody types.</summary>
[TestClass]
public sealed class IncrementalTests
{
    private const string Source =
        """
        public sealed record NetParams
        {
            /// <value>How wide it is.</value>
            public int Width { get; init; }
            /// <value><list/></value>
            public int Height { get; init; }
        }
        public static class Other { public static int Answer() => 42; }
        """;

    [TestMethod]
    [DataRow("42", "43", IncrementalStepRunReason.Cached)]
    [DataRow("How wide", "As wide", IncrementalStepRunReason.Modified)]
    public void Nothing_is_written_anew_until_a_text_changes(string old, string changed, IncrementalStepRunReason reason)
    {
        var options = CSharpParseOptions.Default;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ParameterTextGenerator().AsSourceGenerator()], parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(Generation.Compile(Source, options));
        driver = driver.RunGenerators(Generation.Compile(Source.Replace(old, changed, StringComparison.Ordinal), options));
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Select(output => output.Reason).Distinct();
        CollectionAssert.AreEqual(new[] { reason }, reasons.ToArray());
    }
}
