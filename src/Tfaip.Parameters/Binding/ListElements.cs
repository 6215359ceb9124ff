using System.Collections;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>
/// The elements of a list as they were given: those of a list, those of the default, elements appended to either, and
/// <c>--list.0.key</c>, which changes one of them.
/// </summary>
internal sealed class ListElements
{
    private readonly List<(ConfigNode? Node, object? Default)> _items;

    private ListElements(IEnumerable<ConfigNode> given) => _items = [.. given.Select(item => ((ConfigNode?)item, (object?)null))];

    private ListElements(IEnumerable? defaults)
    {
        _items = [.. (defaults ?? Array.Empty<object>()).Cast<object?>().Select(item => ((ConfigNode?)null, item))];
        AreOfDefault = true;
    }

    /// <summary>The elements: what was given for each, if anything, and what it is otherwise.</summary>
    public IReadOnlyList<(ConfigNode? Node, object? Default)> Items => _items;

    /// <summary>Whether the first ones are the default's.</summary>
    public bool AreOfDefault { get; }

    /// <summary>Leaves out what a whole list above takes the place of.</summary>
    public static ConfigNode Settle(ConfigNode node)
    {
        while (node is OverrideNode { Over: var over } && !IsChange(over)) node = over;
        return node;
    }

    /// <summary>The elements that a node gives; null where it is no list.</summary>
    /// <param name="node">The node.</param>
    /// <param name="defaults">The elements of the default.</param>
    /// <param name="target">The list, for messages.</param>
    /// <param name="errors">Where an element that the list does not have is reported.</param>
    public static ListElements? Of(ConfigNode node, IEnumerable? defaults, BindingTarget target, ErrorList errors)
    {
        switch (Settle(node))
        {
            case OverrideNode { Under: var under, Over: var over }:
                var elements = Of(under, defaults, target, errors);
                elements?.Change(over, target, errors);
                return elements;
            case var change when IsChange(change):
                var changed = new ListElements(defaults);
                changed.Change(change, target, errors);
                return changed;
            case ScalarNode { Flow: SequenceNode { Items: var items } }:
                return new(items);
            // Arguments have no other way to write a list of one than brackets: one value is meant so.
            case ScalarNode { Text: not null } single when Arguments.IsWhole(single.Origin):
                return new([single]);
            case SequenceNode { Items: var items }:
                return new(items);
            default:
                return null;
        }
    }

    private static bool IsChange(ConfigNode node) => node is AppendNode || (node is MappingNode mapping && Arguments.AreEdits(mapping));

    private void Change(ConfigNode change, BindingTarget target, ErrorList errors)
    {
        if (change is AppendNode { Items: var more }) _items.AddRange(new ListElements(more)._items);
        if (change is not MappingNode { Entries: var edits }) return;
        foreach (var (key, keyOrigin, edit) in edits)
        {
            if (NodeMerger.IndexOf(key, _items.Count) is { } i)
                _items[i] = _items[i] with { Node = NodeMerger.Merge(_items[i].Node, edit, target.PathOf(key), errors) };
            else
                errors.Add(keyOrigin, NodeMerger.NoElement(target.Name, key, _items.Count));
        }
    }
}
