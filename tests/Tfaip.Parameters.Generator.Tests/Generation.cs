using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Generator.Tests;

/// <summary>What the compiler and the generator make of a source.</summary>
internal sealed class Generation
{
    private readonly Compilation _compilation;

    public Generation(
        string source, DocumentationMode mode = DocumentationMode.Diagnose, bool withParameters = true)
    {
        var options = CSharpParseOptions.Default.WithDocumentationMode(mode);
        var compilation = Compile(source, options, withParameters);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ParameterTextGenerator().AsSourceGenerator()], parseOptions: options);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out _);
        var result = driver.GetRunResult();
        Source = string.Join("\n", result.GeneratedTrees.Select(tree => tree.ToString()));
        Diagnostics = string.Join("\n", result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    /// <summary>What is generated.</summary>
    public string Source { get; }

    /// <summary>What the generator reports, a line each.</summary>
    public string Diagnostics { get; }

    /// <summary>Source texts as the compiler has them, with what a scenario uses.</summary>
    public static CSharpCompilation Compile(string source, CSharpParseOptions options, bool withParameters = true)
    {
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        if (withParameters) assemblies = assemblies.Append(typeof(VariantAttribute).Assembly.Location);
        var tree = CSharpSyntaxTree.ParseText(source, options, "Model.cs");
        return CSharpCompilation.Create(
            "Scenario", [tree], assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What a program reads of the parameters of a record, a line each, once all is compiled and loaded.</summary>
    public string Descriptions(string type)
    {
        using var file = new MemoryStream();
        var emitted = _compilation.Emit(file);
        Assert.IsTrue(emitted.Success, string.Join("\n", emitted.Diagnostics));
        var record = Assembly.Load(file.ToArray()).GetType(type, throwOnError: true)!;
        if (record.IsGenericTypeDefinition) record = record.MakeGenericType(typeof(string));
        var properties = RecordShape.Of(record).Properties;
        return string.Join("\n", properties.Select(property => $"{property.Name}: {property.Description ?? "(none)"}"));
    }
}
