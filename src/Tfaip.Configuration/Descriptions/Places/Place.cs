using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions.Places;

/// <summary>What a path names.</summary>
internal abstract record Place;

/// <summary>A place of the tree as it is configured.</summary>
/// <param name="View">The place.</param>
internal sealed record ConfiguredPlace(ParameterView View) : Place;

/// <summary>A parameter that does not apply now: it belongs to variants that are not chosen, or to a node that is null.</summary>
/// <param name="Node">The node, which is another variant or null.</param>
/// <param name="Owners">The variants, or the record, that have the parameter.</param>
/// <param name="Path">The whole path.</param>
/// <param name="Property">The parameter.</param>
/// <param name="Default">Its default.</param>
internal sealed record UnchosenPlace(
    ParameterView Node, IReadOnlyList<Type> Owners, string Path, ParameterProperty Property, object? Default) : Place
{
    /// <summary>Why it does not apply: <c>It belongs to sgd; trainer.optimizer is adam, by default.</c></summary>
    public string WhyNot
    {
        get
        {
            var now = $"{Node.Path} is {HelpPage.Summary(Node).Text}, {NodeChoice.Of(Node)}.";
            return Node.Shape.Kind == ValueKind.Polymorphic
                ? $"it belongs to {string.Join(" and ", Owners.Select(VariantCatalog.NameOf))}; {now}"
                : now;
        }
    }

    /// <summary>How it is made to apply; null where there is nothing to choose.</summary>
    public string? HowTo => Node.Shape.Kind == ValueKind.Polymorphic
        ? $"Choose it by --{Node.Path} {VariantCatalog.NameOf(Owners[0])}, or by 'type: {VariantCatalog.NameOf(Owners[0])}' in a file."
        : null;
}
