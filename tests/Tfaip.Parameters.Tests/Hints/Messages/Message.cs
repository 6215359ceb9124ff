using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Tests.Parameters.Messages;

/// <summary>The whole text of what is said of a configuration.</summary>
internal static class Message
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    public static void Is<T>(string json, string arguments, string expected)
        where T : class
    {
        var tree = Overrides.Apply(JsonNodes.Read(json, "c.json"), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), 2);
        var error = Assert.ThrowsExactly<ConfigurationException>(() => ParameterBinder.Bind<T>(tree, Catalog));
        Assert.AreEqual(expected.ReplaceLineEndings(), error.Message);
    }
}
