using System.Reflection;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Tracing.Rules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing.Rules;

/// <summary>
/// A rule for a name that TorchSharp does not have would never be asked: it is misspelt, or TorchSharp has renamed the method.
/// </summary>
[TestClass]
public sealed class RuleNameTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    [TestMethod]
    [DataRow(typeof(CallRules))]
    [DataRow(typeof(LifetimeRules))]
    public void Names_in_rules_are_methods_of_TorchSharp(Type rules)
    {
        var known = typeof(Tensor).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Select(method => method.Name[(method.Name.LastIndexOf('.') + 1)..]).ToHashSet();
        var sets = rules.GetFields(BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.FieldType == typeof(HashSet<string>))
            .ToArray();
        Assert.IsNotEmpty(sets);
        var unknown = sets.SelectMany(field => (HashSet<string>)field.GetValue(null)!).Where(name => !known.Contains(name));
        Assert.AreEqual("", string.Join(", ", unknown));
    }

    [TestMethod]
    public void Names_in_the_table_of_lowerings_are_methods_of_their_classes()
    {
        var unknown = Lowerings.All.Entries.Where(
            entry => !Array.Exists(entry.Type.GetMethods(All), method => method.Name == entry.Method));
        Assert.AreEqual("", string.Join(", ", unknown));
    }
}
