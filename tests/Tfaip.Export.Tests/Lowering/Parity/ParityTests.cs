using System.Reflection;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>The graphs of all cases give what TorchSharp gives.</summary>
[TestClass]
public sealed class ParityTests
{
    // Each in turn: the overloads of a method are neighbours and see all of them.
    private static readonly int[] Opsets = [18, 20, 21];

    /// <summary>The cases by group.</summary>
    internal static IReadOnlyDictionary<string, Func<IEnumerable<ParityCase>>> Groups { get; } =
        new Dictionary<string, Func<IEnumerable<ParityCase>>>
        {
            ["elementwise"] = () => ElementwiseCases.All,
            ["arithmetic"] = () => ArithmeticCases.All,
            ["reductions"] = () => ReductionCases.All,
            ["shapes"] = () => ShapeCases.All,
            ["indexing"] = () => IndexingCases.All,
            ["algebra"] = () => AlgebraCases.All,
            ["spatial"] = () => SpatialCases.All,
            ["networks"] = () => NetworkCases.All,
            ["losses"] = () => LossCases.All,
            ["complex"] = () => ComplexCases.All,
        };

    public static IEnumerable<object[]> GroupNames => Groups.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(GroupNames))]
    public void Graphs_give_what_TorchSharp_gives(string group)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var one in Groups[group]())
        {
            count++;
            try
            {
                OpTest.Check(one.Function, one.Inputs, Opsets[count % Opsets.Length], null);
            }
            catch (Exception exception)
            {
                var inner = exception is TargetInvocationException { InnerException: { } cause } ? cause : exception;
                failures.Add($"{one}: {Summary(inner)}");
            }
        }

        Assert.IsEmpty(failures, $"{failures.Count} of {count} cases:\n{string.Join('\n', failures)}");
    }

    // Libtorch appends its native stack to a message.
    private static string Summary(Exception exception)
    {
        var message = string.Join(
            ' ', exception.Message.Split('\n').TakeWhile(line => !line.StartsWith("Exception raised from", StringComparison.Ordinal)));
        return $"{exception.GetType().Name}: {message} "
            + $"{exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Tfaip", StringComparison.Ordinal))?.Trim()}";
    }
}
