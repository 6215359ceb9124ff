using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions.Places;

/// <summary>Who chose what a node is.</summary>
internal static class NodeChoice
{
    /// <summary>
    /// In words: <c>chosen at config.yaml:3:9</c>, <c>chosen by argument 2 (--trainer.optimizer)</c> or <c>by default</c>.
    /// </summary>
    public static string Of(ParameterView node) => OriginOf(node) switch
    {
        null => "by default",
        ArgumentOrigin argument => $"chosen by {argument}",
        var origin => $"chosen at {origin}",
    };

    /// <summary>Where it is chosen; null for the default.</summary>
    public static Origin? OriginOf(ParameterView node) => node.VariantOrigin ?? (node.Value is null ? node.Node?.Origin : null);
}
