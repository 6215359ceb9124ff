using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>Finds the variants that nodes choose.</summary>
/// <param name="catalog">The variants.</param>
/// <param name="errors">Where errors go.</param>
internal sealed class VariantChoices(VariantCatalog catalog, ErrorList errors)
{
    /// <summary>What a node chooses, or null where it is wrong; <paramref name="otherwise"/> is the variant where it names none.</summary>
    /// <remarks>Nodes over nodes: what is below is kept as far as the variant above has it from a common base.</remarks>
    public VariantChoice? Choose(BindingTarget target, ConfigNode node, Type? otherwise)
    {
        if (node is OverrideNode { Under: var below, Over: var above })
        {
            if (Choose(target, below, otherwise) is not { } under || Choose(target, above, under.Variant) is not { } over) return null;
            var kept = under.Entries;
            if (over.Variant != under.Variant)
            {
                var (old, shape) = (catalog.ShapeOf(under.Variant), catalog.ShapeOf(over.Variant));
                var known = true;
                foreach (var entry in under.Entries.Where(entry => old.Find(entry.Key) is null))
                    known = RefuseKey(target, old, under.Origin, entry);
                if (!known) return null;
                kept = [.. under.Entries.Where(entry => shape.Find(entry.Key)?.IsSharedWith(under.Variant) == true)];
            }

            var entries = NodeMerger.MergeEntries(new(kept, below.Origin), new(over.Entries, above.Origin), target.Path, errors).Entries;
            return new(over.Variant, over.Origin ?? under.Origin, entries);
        }

        if (node is ScalarNode { Flow: { } flow }) node = flow;
        if (node is ScalarNode or MappingNode)
            return TryFindVariant(target, node, otherwise, out var variant, out var origin)
                ? new(variant!, origin, [.. Parameters(node)])
                : null;
        var all = Expectations.All(NamesOf(target));
        errors.Add(
            node.Origin,
            $"{target.Name} must be a mapping with '{ParameterBinder.TypeKey}', or one of {all}; not {Expectations.Given(node)}.");
        return null;
    }

    private string[] NamesOf(BindingTarget target) => [.. catalog.VariantsOf(target.Shape.Type).Select(VariantCatalog.NameOf)];

    private static IEnumerable<MappingEntry> Parameters(ConfigNode node) =>
        node is MappingNode mapping ? mapping.Entries.Where(entry => entry.Key != ParameterBinder.TypeKey) : [];

    /// <summary>Finds the variant that a node names, or that of the default.</summary>
    private bool TryFindVariant(BindingTarget target, ConfigNode node, Type? otherwise, out Type? variant, out Origin? origin)
    {
        origin = null;
        var named = node is MappingNode mapping ? mapping.Find(ParameterBinder.TypeKey)?.Value : node;
        switch (named)
        {
            case null:
                variant = otherwise;
                return variant is not null || errors.Add(
                    node.Origin, $"{target.Name} needs a '{ParameterBinder.TypeKey}': one of {Expectations.All(NamesOf(target))}.");
            case ScalarNode { Text: { } name }:
                origin = named.Origin;
                variant = catalog.Find(target.Shape.Type, name);
                return variant is not null
                    || errors.Add(named.Origin, advisor => advisor.WordVariant(target.Name, target.Shape.Type, name));
            default:
                variant = null;
                return errors.Add(
                    named.Origin,
                    $"{target.PathOf(ParameterBinder.TypeKey)} must be one of {Expectations.All(NamesOf(target))}, not "
                    + $"{Expectations.Given(named)}.");
        }
    }

    /// <summary>Says of a key that the record has no such parameter.</summary>
    public bool RefuseKey(BindingTarget target, RecordShape shape, Origin? chosenAt, MappingEntry entry) =>
        errors.Add(entry.KeyOrigin, advisor => advisor.Word(new(target.View!, shape, chosenAt, entry)));
}
