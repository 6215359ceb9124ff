using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Descriptions.Places;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Descriptions.Explanations;

/// <summary>Says of one place what it is, where that comes from, and what was overridden on the way.</summary>
/// <param name="page">Where it is written.</param>
/// <param name="inspection">The tree as it is configured.</param>
/// <param name="layers">The layers that it is put together of.</param>
/// <param name="catalog">The variants.</param>
internal sealed class ExplanationPage(PageWriter page, Inspection inspection, IReadOnlyList<ConfigLayer> layers, VariantCatalog catalog)
{
    private const int LongestColumn = 44;

    private const string InEffectText = "in effect";

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

    private static string Place(Step step) => step.Origin.ToString()!;

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
        page.Paragraph(2, $"{char.ToUpperInvariant(place.WhyNot[0])}{place.WhyNot[1..]}");
        if (place.HowTo is { } how) page.Paragraph(2, how);
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
                page.Paragraph(2, $"{owner.Path} is {HelpPage.Summary(owner).Text}, {NodeChoice.Of(owner)}.");
        }
    }

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
        ? NodeChoice.OriginOf(view)
        : view.Node?.Origin;

    private void WriteSteps(string path, IReadOnlyList<Step> steps, Span defaults, Origin? inEffect, ParameterView? view)
    {
        // That a list is given matters where it replaces another one.
        var own = steps.Index()
            .Where(step => step.Item.Path == path
                || (step.Item.Kind == StepKind.Whole && steps.Take(step.Index).Any(earlier => earlier.Kind != StepKind.Parts)))
            .ToArray();
        var column = Math.Min(LongestColumn, own.Select(step => Place(step.Item).Length).Append("default".Length).Max() + 4);
        var effect = inEffect is null ? null : own.LastOrDefault(step => step.Item.IsOf(inEffect) && step.Item.Kind != StepKind.Parts).Item;
        if (defaults.Text.Length > 0 || own.Length == 0)
            page.Entry(
                2,
                column,
                new("default", Style.Name),
                [defaults, .. State(effect is null && view is not null ? InEffectText : Fate(steps, -1, path))]);
        foreach (var (i, step) in own)
        {
            var state = step == effect ? InEffectText : step.Kind == StepKind.Parts ? "" : Fate(steps, i, path);
            page.Entry(
                2,
                column,
                new(Place(step), Style.Name),
                [Text(step, path), .. State(state)],
                [step == effect && view is not null ? Source(view) : ""],
                [Inclusion(step)]);
        }
    }

    private static Span Inclusion(Step step) =>
        new(step.Origin is FileOrigin { IncludedAt: { } at } ? $"included at {at}" : "", Style.Faint);

    private static IEnumerable<Span> State(string state) =>
        state.Length == 0 ? [] : ["  ", new(state, state == InEffectText ? Style.Value : Style.Faint)];

    private static Span Text(Step step, string path) => step switch
    {
        { Kind: StepKind.Parts, Given: MappingNode { Origin: ArgumentOrigin, Entries: [var edit, ..] } } when edit.Key[0] is >= '0'
            and <= '9' => $"changes {ValueText.Of(step.Given)}",
        { Given: AppendNode } => $"appends {ValueText.Of(step.Given)}",
        { Kind: StepKind.Parts, Given: MappingNode { Entries: var entries } } =>
            entries.Count == 0 ? "nothing of it" : $"gives {string.Join(", ", entries.Select(entry => entry.Key))}",
        { Kind: StepKind.Whole } when step.Path != path => $"{step.Path} as a whole",
        _ => ValueText.Of(step.Given),
    };

    // What an expression stands for, and where that comes from.
    private static Span Source(ParameterView view) =>
        view.Node?.Origin is InterpolatedOrigin { Expression: var expression, Source: var source }
            ? $"{expression} is {ValueText.Of(view.Node)}{(source is null ? "" : $", from {Step.PlaceOf(source)}")}"
            : "";

    // What became of a value, by the first step after it that touches it; of a list as a whole another one.
    private string Fate(IReadOnlyList<Step> steps, int index, string path)
    {
        var isWhole = index >= 0 && steps[index].Kind == StepKind.Whole;
        var variant = index < 0 ? null : VariantBefore(steps, index, path);
        foreach (var step in steps.Skip(index + 1).Where(step => step.Kind != StepKind.Parts && (!isWhole || step.Kind == StepKind.Whole)))
        {
            if (step.Kind != StepKind.Variant || step.Path == path) return $"overridden by {Place(step)}";
            if (VariantOf(step) is not { } next) continue;
            if (variant is not null && next != variant && !IsShared(path, step.Path, next, variant))
                return $"dropped: {Place(step)} chooses {ValueText.Of(step.Given)}, which does not have it";
            variant = next;
        }

        return "";
    }

    private Type? VariantOf(Step step) => step.Given is ScalarNode { Text: { } name } && inspection.Root.Find(step.Path) is { } node
        ? catalog.Find(node.Shape.Type, name)
        : null;

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
            page.Entry(
                2,
                column,
                new(place.Path[(view.Path.Length + 1)..], Style.Name),
                [_texts.Value(place), " ", new Span($"({place.Origin})", Style.Faint)]);
    }
}
