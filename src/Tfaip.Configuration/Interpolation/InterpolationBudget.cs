using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>What is left of the size to which expressions may blow up a configuration.</summary>
internal sealed class InterpolationBudget
{
    private int _nodes;
    private long _characters;

    /// <summary>Counts a value that takes the place of an expression.</summary>
    public bool TryTake(ConfigNode value)
    {
        Count(value);
        return _nodes <= YamlReader.MaximumNodes && _characters <= YamlReader.MaximumLength;
    }

    private void Count(ConfigNode node)
    {
        _nodes++;
        switch (node)
        {
            case ScalarNode scalar:
                _characters += scalar.Text?.Length ?? 0;
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items) Count(item);
                break;
            case AppendNode append:
                foreach (var item in append.Items) Count(item);
                break;
            case MappingNode mapping:
                foreach (var entry in mapping.Entries) Count(entry.Value);
                break;
            case OverrideNode replaced:
                Count(replaced.Under);
                Count(replaced.Over);
                break;
        }
    }
}
