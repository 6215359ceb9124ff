using System.Text.RegularExpressions;
using Mnist;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Parameters;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace TypoSuggestions;

/// <summary>YamlDotNet's deserializer with snake_case names, the variants as tags, which is its way of naming a type.</summary>
internal sealed partial class YamlDeserializer
{
    private readonly IDeserializer _deserializer;

    /// <param name="variants">The variants.</param>
    /// <param name="ignoresUnmatched">Whether keys that no property has are ignored, which they are not by default.</param>
    public YamlDeserializer(IEnumerable<Type> variants, bool ignoresUnmatched)
    {
        var builder = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithEnumNamingConvention(UnderscoredNamingConvention.Instance)
            .WithTypeMapping<IReadOnlyList<int>, List<int>>()
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeMapping<IReadOnlyList<ProcessorParams>, List<ProcessorParams>>()
            .WithTypeMapping<IReadOnlyList<PipelineMode>, List<PipelineMode>>();
        foreach (var variant in variants) builder = builder.WithTagMapping($"!{VariantCatalog.NameOf(variant)}", variant);
        _deserializer = (ignoresUnmatched ? builder.IgnoreUnmatchedProperties() : builder).Build();
    }

    public string? ErrorOf(string yaml)
    {
        try
        {
            _deserializer.Deserialize<RunParams<MnistDataParams, MnistModelParams>>(TypeKey().Replace(yaml, "$1 !$2\n"));
            return null;
        }
        catch (YamlException exception)
        {
            return $"{exception.Message} {exception.InnerException?.Message}";
        }
    }

    // "optimizer:\n  type: adam" becomes "optimizer: !adam", "- type: scale" becomes "- !scale".
    [GeneratedRegex(@"(:\n *|-) *type: ([a-z_0-9]+)\n")]
    private static partial Regex TypeKey();
}
