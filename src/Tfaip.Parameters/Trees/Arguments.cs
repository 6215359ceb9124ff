namespace Tfaip.Parameters.Trees;

/// <summary>What is special about nodes that come from arguments.</summary>
internal static class Arguments
{
    /// <summary>Whether a value is one argument as a whole, which stands for a list of one where its parameter is a list.</summary>
    public static bool IsWhole(Origin origin) => origin switch
    {
        ArgumentOrigin { Column: null } => true,
        InterpolatedOrigin { At: var at } => IsWhole(at),
        _ => false,
    };

    /// <summary>
    /// Whether a mapping is made of arguments that name what is in it, so that it changes a list or a dictionary and replaces none.
    /// </summary>
    public static bool AreEdits(MappingNode mapping) => mapping.Origin is ArgumentOrigin { Column: null };
}
