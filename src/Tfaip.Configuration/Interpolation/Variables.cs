using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>Environment variables in texts that are needed before there is a tree, so that they cannot name parameters.</summary>
internal static class Variables
{
    /// <summary>The node with its variables replaced; one without expressions as it is.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="variables">The value of a variable, or null where it is not set.</param>
    /// <exception cref="ConfigurationException">The text names a parameter, or a variable that is not set.</exception>
    public static ConfigNode Replace(ConfigNode node, string name, Func<string, string?> variables)
    {
        if (node is not ScalarNode { Text: { } text } scalar || !ExpressionText.IsPresent(text)) return node;
        if (!ExpressionText.TryParse(text, out var parts, out var error)) throw new ConfigurationException(node.Origin, error!);
        var values = parts.Select(part => part switch
        {
            LiteralPart literal => literal.Text,
            VariablePart variable => Value(variable, variables) ?? throw new ConfigurationException(node.Origin, NotSet(variable)),
            _ => throw new ConfigurationException(
                node.Origin, $"{part}: {name} is needed before there are parameters; it can have ${{env:NAME}} alone."),
        });
        var isLiteral = parts is [LiteralPart];
        return scalar with
        {
            Text = string.Concat(values),
            Origin = isLiteral ? node.Origin : new InterpolatedOrigin(node.Origin, text, null)
        };
    }

    /// <summary>The value of a variable or its default, null where it has neither.</summary>
    public static string? Value(VariablePart variable, Func<string, string?> variables) => variables(variable.Name) ?? variable.Default;

    /// <summary>What to say of a variable without a value.</summary>
    public static string NotSet(VariablePart variable) =>
        $"The environment variable {variable.Name} is not set. Set it, or give a default: ${{env:{variable.Name}:default}}.";
}
