using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration;
using Tfaip.Training.Descriptions.Layout;
using Tfaip.Training.Descriptions.Places;

namespace Tfaip.Training.Descriptions.Explanations;

/// <summary>Says of one place what it is, where that comes from, and what was overridden on the way.</summary>
/// <param name="page">Where it is written.</param>
/// <param name="inspection">The tree as it is configured.</param>
/// <param name="layers">The layers that it is put together of.</param>
/// <param name="catalog">The variants.</param>
internal sealed class ExplanationPage(PageWriter page, Inspection inspection, IReadOnlyList<ConfigLayer> layers, VariantCatalog catalog)
{
    private const int LongestColumn = 44;

    private readonly PlaceText _texts = new(catalog, inspection.Errors.Select(error => error.Origin));

    /// <summary>Writes the explanation of a path.</summary>
    /// <exception cref="UnknownPlaceException">There is no such parameter.</exception>
    public void Write(string path)
    {
        switch (new PlaceFinder(inspection.Root, catalog).Find(path))
        {
            case ConfiguredPlace { View: var view }: Write(view); break;
            case UnchosenPlace place: Write(place); break;
        }
    }

    private static Span Place(Origin origin) => new(
        origin is FileOrigin { IncludedAt: { } at } ? $"{origin} (included at {at})" : Step.PlaceOf(origin).ToString()!, Style.Name);

    private void Write(ParameterView view)
    {
        var value = HelpPage.IsLeaf(view) ? _texts.Value(view) : HelpPage.Summary(view);
        page.Paragraph(0, 2, new(view.Path, Style.Heading), value.Text.Length > 0 ? " = " : "", value);
        Describe(view.Property?.Description, _texts.Type(view.Shape, view.Property));
        WriteOwners(view.Path);
        page.Blank();
        WriteSteps(view.Path, Steps(view.Path), DefaultOf(view), InEffect(view), view);
        WriteGiven(view);
    }

    private void Write(UnchosenPlace place)
    {
        page.Paragraph(0, 2, new(place.Path, Style.Heading), " does not apply now.");
        Describe(place.Property.Description, _texts.Type(place.Property.Value, place.Property));
        var node = place.Node;
        var owners = string.Join(" and ", place.Owners.Select(owner => node.Shape.Kind == ValueKind.Polymorphic ? VariantCatalog.NameOf(owner) : node.Path));
        page.Paragraph(2, $"It belongs to {owners}; {node.Path} is {HelpPage.Summary(node).Text}, {Chosen(node)}.");
        if (node.Shape.Kind == ValueKind.Polymorphic)
            page.Paragraph(2, $"Choose it by --{node.Path} {VariantCatalog.NameOf(place.Owners[0])}, or by 'type: {VariantCatalog.NameOf(place.Owners[0])}' in a file.");
        page.Blank();
        WriteSteps(place.Path, Steps(place.Path), PlaceText.Default(place.Property, place.Default), null, null);
    }

    private void Describe(string? description, string type)
    {
        if (description is not null) page.Paragraph(2, description);
        page.Paragraph(2, new Span($"{char.ToUpperInvariant(type[0])}{type[1..]}.", Style.Faint));
    }

    // The variants above a parameter, which are why it is there at all.
    private void WriteOwners(string path)
    {
        for (var end = path.LastIndexOf('.'); end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (inspection.Root.Find(path[..end]) is { Shape.Kind: ValueKind.Polymorphic } owner)
                page.Paragraph(2, $"{owner.Path} is {HelpPage.Summary(owner).Text}, {Chosen(owner)}.");
        }
    }

    private static string Chosen(ParameterView node) => (node.VariantOrigin ?? (node.Value is null ? node.Node?.Origin : null)) switch
    {
        null => "by default",
        ArgumentOrigin argument => $"chosen by {argument}",
        var origin => $"chosen at {Place(origin).Text}",
    };

    private IReadOnlyList<Step> Steps(string path) =>
        History.Of(layers, path, place => inspection.Root.Find(place)?.Shape.Kind == ValueKind.Polymorphic);

    private static Span DefaultOf(ParameterView view) => view switch
    {
        { Shape.Kind: ValueKind.Polymorphic, Default: { } record } => new(VariantCatalog.NameOf(record.GetType()), Style.Plain),
        { Shape.Kind: ValueKind.Record } => view.Default is null ? "null" : "",
        { Property: { } property } => PlaceText.Default(property, view.Default) with { Style = Style.Plain },
        _ => ValueText.Of(view.Default, view.Shape, isPath: false),
    };

    // The variant decides of a node; what stands below it is explained below it.
    private static Origin? InEffect(ParameterView view) => view.Shape.Kind == ValueKind.Polymorphic
        ? view.VariantOrigin ?? (view.Value is null ? view.Node?.Origin : null)
        : view.Node?.Origin;

    private void WriteSteps(string path, IReadOnlyList<Step> steps, Span defaults, Origin? inEffect, ParameterView? view)
    {
        var own = steps.Where(step => step.Path == path || step.Kind == StepKind.Whole).ToArray();
        var column = Math.Min(LongestColumn, own.Select(step => Place(step.Given.Origin).Text.Length).Append("default".Length).Max() + 4);
        var effect = inEffect is null ? null : own.LastOrDefault(step => step.Origin == Step.PlaceOf(inEffect));
        if (defaults.Text.Length > 0 || own.Length == 0)
        {
            var state = effect is null && view is not null && own.All(step => step.Kind == StepKind.Parts) ? "in effect" : Fate(steps, -1, path);
            page.Entry(2, column, new("default", Style.Name), [defaults, .. State(state)]);
        }

        foreach (var (i, step) in steps.Index().Where(step => own.Contains(step.Item)))
        {
            var state = step == effect ? "in effect" : step.Kind == StepKind.Parts ? "" : Fate(steps, i, path);
            page.Entry(2, column, Place(step.Given.Origin), [Text(step, path), .. State(state)], [step == effect && view is not null ? Source(view) : ""]);
        }
    }

    private static IEnumerable<Span> State(string state) => state.Length == 0 ? [] : ["  ", new(state, state == "in effect" ? Style.Value : Style.Faint)];

    private static Span Text(Step step, string path) => step switch
    {
        { Kind: StepKind.Parts, Given: MappingNode { Origin: ArgumentOrigin, Entries: [var edit, ..] } } when edit.Key[0] is >= '0' and <= '9' => $"changes {ValueText.Of(step.Given)}",
        { Kind: StepKind.Parts, Given: MappingNode { Entries: var entries } } => entries.Count == 0 ? "nothing of it" : $"gives {string.Join(", ", entries.Select(entry => entry.Key))}",
        { Kind: StepKind.Whole } when step.Path != path => $"{step.Path} as a whole",
        _ => ValueText.Of(step.Given),
    };

    // What an expression stands for, and where that comes from.
    private static Span Source(ParameterView view) => view.Node?.Origin is InterpolatedOrigin { Expression: var expression, Source: var source }
        ? $"{expression} is {ValueText.Of(view.Node)}{(source is null ? "" : $", from {Place(source).Text}")}"
        : "";

    // What became of a value, by the first step after it that touches it.
    private string Fate(IReadOnlyList<Step> steps, int index, string path)
    {
        var variant = index < 0 ? null : VariantBefore(steps, index, path);
        foreach (var step in steps.Skip(index + 1))
        {
            if (step.Kind == StepKind.Variant && step.Path != path)
            {
                if (VariantOf(step) is not { } next) continue;
                if (variant is not null && next != variant && !IsShared(path, step.Path, next, variant))
                    return $"dropped: {Place(step.Given.Origin).Text} chooses {ValueText.Of(step.Given)}, which does not have it";
                variant = next;
            }
            else if (step.Kind != StepKind.Parts)
            {
                return $"overridden by {Place(step.Given.Origin).Text}";
            }
        }

        return index < 0 ? "" : "not in effect";
    }

    private Type? VariantOf(Step step) => step.Given is ScalarNode { Text: { } name } && inspection.Root.Find(step.Path) is { } node ? catalog.Find(node.Shape.Type, name) : null;

    private Type? VariantBefore(IReadOnlyList<Step> steps, int index, string path)
    {
        var chosen = steps.Take(index + 1).LastOrDefault(step => step.Kind == StepKind.Variant && step.Path != path);
        if (chosen is not null) return VariantOf(chosen);
        for (var end = path.LastIndexOf('.'); end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (inspection.Root.Find(path[..end]) is { Shape.Kind: ValueKind.Polymorphic } owner) return owner.Default?.GetType();
        }

        return null;
    }

    private static bool IsShared(string path, string node, Type variant, Type before)
    {
        var key = path[(node.Length + 1)..].Split('.')[0];
        return RecordShape.Of(variant).Find(key)?.IsSharedWith(before) == true;
    }

    // What is given below a node, each of which can be explained itself.
    private void WriteGiven(ParameterView view)
    {
        var given = view.All().Skip(1).Where(place => HelpPage.IsLeaf(place) && place.Node is not null).ToArray();
        if (HelpPage.IsLeaf(view) || given.Length == 0) return;
        page.Blank();
        page.Paragraph(0, "Given below it:");
        var column = Math.Min(LongestColumn, given.Max(place => place.Path.Length - view.Path.Length) + 3);
        foreach (var place in given)
            page.Entry(2, column, new(place.Path[(view.Path.Length + 1)..], Style.Name), [_texts.Value(place), " ", new Span($"({place.Origin})", Style.Faint)]);
    }
}
