using Tfaip.Commands.Schemas;
using Tfaip.Configuration.Descriptions;
using Tfaip.Configuration.Descriptions.Schemas;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Training.Tests.Configurations;

namespace Tfaip.Commands.Tests.Schemas;

[TestClass]
public sealed class ReferenceDocumentTests
{
    // Set, the test writes what it else compares.
    private const string Write = "TFAIP_WRITE_REFERENCE";

    [TestMethod]
    public void The_reference_is_what_the_code_says() =>
        AssertFile(Path.Combine("docs", "reference", "parameters.md"), ReferenceDocument.Write());

    [TestMethod]
    public void The_schemas_of_the_models_are_current()
    {
        foreach (var scenario in RandomTrees.Scenarios)
        {
            var folder = scenario.Name switch
            {
                "Digits" => "digits",
                "Mnist" =>
                "mnist",
                "MnistMinimal" => "mnist-minimal",
                var name => throw new AssertFailedException($"Where is {name}?")
            };
            AssertFile(Path.Combine("models", folder, "config.schema.json"), SchemaJson.Write(TreeSchema.Of(scenario)));
        }
    }

    [TestMethod]
    public void Every_parameter_that_ships_has_a_description()
    {
        var records = ReferenceDocument.Records.Select(record => record.Record)
            .Concat(ReferenceDocument.Nodes.SelectMany(node => ReferenceDocument.Catalog.VariantsOf(node.Base)))
            .Concat(RandomTrees.Scenarios.SelectMany(scenario => Below(scenario.RunParamsType, scenario.Catalog, [])))
            .Distinct().ToArray();
        var missing = records.SelectMany(record => RecordShape.Of(record).Properties
            .Where(property => string.IsNullOrWhiteSpace(property.Description)).Select(property => $"{record.Name}.{property.MemberName}"));
        Assert.AreEqual("", string.Join(", ", missing));
        Assert.AreEqual("", string.Join(", ", records.Where(record => record.IsDefined(typeof(VariantAttribute), false)
            && RecordText.DescriptionOf(record).Length == 0).Select(record => record.Name)));
        Assert.IsGreaterThan(20, records.Length);
    }

    [TestMethod]
    public void Every_variant_that_ships_is_in_the_reference() => CollectionAssert.AreEquivalent(
        ReferenceDocument.Catalog.VariantsOf(typeof(object)).ToArray(),
        ReferenceDocument.Nodes.SelectMany(node => ReferenceDocument.Catalog.VariantsOf(node.Base)).ToArray());

    // All records that a tree can have.
    private static HashSet<Type> Below(Type record, VariantCatalog catalog, HashSet<Type> found)
    {
        if (!found.Add(record)) return found;
        foreach (var property in RecordShape.Of(record).Properties)
        {
            var shape = property.Value;
            while (shape.Element is { } element) shape = element;
            if (shape.Kind == ValueKind.Record) Below(shape.Type, catalog, found);
            if (shape.Kind == ValueKind.Polymorphic) foreach (var variant in catalog.VariantsOf(shape.Type)) Below(variant, catalog, found);
        }

        return found;
    }

    private static void AssertFile(string path, string expected)
    {
        var file = Path.Combine(RepositoryFolder.Root, path);
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        Assert.IsTrue(
            File.Exists(file),
            $"{path} is not there. {Write}=1 dotnet run --project tests/Tfaip.Commands.Tests -- --filter ReferenceDocumentTests writes "
            + "it.");
        Assert.AreEqual(
            expected,
            File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"{path} is out of date. {Write}=1 dotnet run --project tests/Tfaip.Commands.Tests -- --filter ReferenceDocumentTests writes "
            + "it.");
    }
}
