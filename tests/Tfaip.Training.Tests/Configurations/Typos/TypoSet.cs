using Mnist;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Training.Definition;

namespace Tfaip.Training.Tests.Configurations.Typos;

/// <summary>The typos over the tree of <c>models/mnist</c>, which the measurement and the comparison have in common.</summary>
internal sealed class TypoSet
{
    private const int Seed = 20250611;

    /// <param name="file">The scenario's configuration file.</param>
    public TypoSet(string file)
    {
        Definition = ScenarioDefinition.Find(typeof(MnistModel).Assembly);
        var root = ParameterBinder.Inspect(Definition.RunParamsType, ConfigFile.Load(file).Tree, Definition.Catalog);
        Tree = ParameterEmitter.Emit(root.Value!);
        Root = ParameterBinder.Inspect(Definition.RunParamsType, Tree, Definition.Catalog).Root;
        var generator = new TypoGenerator(Root, Definition.Catalog, Seed);
        Typos =
        [
            .. generator.Make(TypoKind.OneEdit, 700),
            .. generator.Make(TypoKind.TwoEdits, 700),
            .. generator.Make(TypoKind.SwappedWords, 200),
            .. generator.Make(TypoKind.Spelling, 300),
            .. generator.Make(TypoKind.OtherVariant, 200),
            .. generator.Make(TypoKind.OtherVariantMisspelt, 200),
            .. generator.Make(TypoKind.WrongLevel, 400),
        ];
        LeftOut = generator.LeftOut;
    }

    public ScenarioDefinition Definition { get; }

    /// <summary>The resolved tree.</summary>
    public ConfigNode Tree { get; }

    public ParameterView Root { get; }

    public IReadOnlyList<Typo> Typos { get; }

    /// <summary>How many were left out since nobody could decide them.</summary>
    public int LeftOut { get; }

    /// <summary>The file with a typo.</summary>
    public string Yaml(Typo typo) => YamlWriter.Write(TypoTree.Write(Tree, typo));

    /// <summary>What is said of a typo in the file.</summary>
    public ConfigurationError? InFile(Typo typo) => ErrorOf(YamlReader.Read(Yaml(typo), "config.yaml"));

    /// <summary>What is said of a typo in an argument.</summary>
    public ConfigurationError? AsArgument(Typo typo) => ErrorOf(Overrides.Apply(Tree, TypoTree.Arguments(Root, typo).Arguments, 2));

    private ConfigurationError? ErrorOf(ConfigNode tree)
    {
        try
        {
            Definition.Bind(tree);
            return null;
        }
        catch (ConfigurationException exception)
        {
            return exception.Errors.FirstOrDefault(error => error.Message.Contains(" has no key ", StringComparison.Ordinal));
        }
    }
}
