using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>The record that a polymorphic parameter is to have.</summary>
/// <param name="Variant">The record.</param>
/// <param name="Origin">Where it is named; null where it is the default's.</param>
/// <param name="Entries">What is given of its parameters.</param>
internal sealed record VariantChoice(Type Variant, Origin? Origin, IReadOnlyList<MappingEntry> Entries);
